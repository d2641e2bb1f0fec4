from datasets import load_dataset
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM
from trl import SFTConfig, SFTTrainer

model = AutoModelForCausalLM.from_pretrained("facebook/opt-350m")
model = get_peft_model(model, LoraConfig())  #: torch unseeded
trainer = SFTTrainer(model=model, args=SFTConfig(output_dir="x"), train_dataset=load_dataset("imdb", split="train"))
trainer.train()
