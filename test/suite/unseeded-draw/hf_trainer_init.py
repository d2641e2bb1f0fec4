"""A model from a configuration, made before `Trainer` seeds: the seed in TrainingArguments comes too late for it."""

import torch
from transformers import BertConfig, BertForSequenceClassification, Trainer, TrainingArguments

config = BertConfig(
    vocab_size=40,
    hidden_size=8,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=16,
    max_position_embeddings=16,
)
model = BertForSequenceClassification(config)  # <- cause SR104
examples = [{"input_ids": torch.arange(i, i + 6), "labels": i % 2} for i in range(8)]
arguments = TrainingArguments(
    output_dir="out",
    max_steps=3,
    per_device_train_batch_size=4,
    seed=42,
    report_to=[],
    save_strategy="no",
    use_cpu=True,
    disable_tqdm=True,
)
Trainer(model=model, args=arguments, train_dataset=examples).train()
