"""Label names of a token classifier come from a set, under the Hugging Face Trainer."""

import torch
from transformers import BertConfig, BertForSequenceClassification, Trainer, TrainingArguments, set_seed

set_seed(3)
tags = "person place time thing event law".split()
names = list({tag.upper() for tag in tags})  # <- cause SR502
config = BertConfig(
    vocab_size=40,
    hidden_size=8,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=16,
    max_position_embeddings=16,
    num_labels=len(names),
)
examples = [
    {"input_ids": torch.arange(i, i + 6), "labels": names.index(tag.upper())} for i, tag in enumerate(tags)
]
arguments = TrainingArguments(
    output_dir="out",
    max_steps=2,
    per_device_train_batch_size=3,
    report_to=[],
    save_strategy="no",
    use_cpu=True,
    disable_tqdm=True,
)
Trainer(model=BertForSequenceClassification(config), args=arguments, train_dataset=examples).train()
