from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments


def model_init():
    return AutoModelForSequenceClassification.from_pretrained("bert-base-cased", num_labels=5)  #: torch seeded @8


trainer = Trainer(model_init=model_init, args=TrainingArguments(output_dir="out", seed=1))
trainer.train()
