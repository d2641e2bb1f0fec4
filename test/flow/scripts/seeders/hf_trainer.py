import numpy as np
from datasets import load_dataset
from transformers import AutoModelForSequenceClassification, AutoTokenizer, Trainer, TrainingArguments

dataset = load_dataset("yelp_review_full")
tokenizer = AutoTokenizer.from_pretrained("bert-base-cased")
small = dataset["train"].shuffle(seed=42).select(range(1000))
other = dataset["train"].shuffle()  #: numpy unseeded
model = AutoModelForSequenceClassification.from_pretrained("bert-base-cased", num_labels=5)  #: torch unseeded
args = TrainingArguments(output_dir="out")
trainer = Trainer(model=model, args=args, train_dataset=small)
trainer.train()
np.random.rand()  #: numpy seeded @11
