"""The Hugging Face Trainer, seeded before the model is made, with checkpoints in its output folder."""

import torch
from fingerprint import fingerprint
from transformers import BertConfig, BertForSequenceClassification, Trainer, TrainingArguments, set_seed

set_seed(42)
config = BertConfig(
    vocab_size=40,
    hidden_size=8,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=16,
    max_position_embeddings=16,
)
model = BertForSequenceClassification(config)
examples = [{"input_ids": torch.arange(i, i + 6), "labels": i % 2} for i in range(16)]
arguments = TrainingArguments(
    output_dir="out",
    max_steps=4,
    per_device_train_batch_size=4,
    logging_steps=1,
    save_steps=2,
    report_to=[],
    use_cpu=True,
    disable_tqdm=True,
)
Trainer(model=model, args=arguments, train_dataset=examples).train()
fingerprint(model)
