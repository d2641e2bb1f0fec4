# === fine-tuning as in the course: the head is drawn before the Trainer seeds
from datasets import load_dataset
from transformers import AutoModelForSequenceClassification, AutoTokenizer, Trainer, TrainingArguments

data = load_dataset("glue", "mrpc")
tokenizer = AutoTokenizer.from_pretrained("bert-base-cased")
data = data.map(lambda row: tokenizer(row["sentence1"], row["sentence2"], truncation=True), batched=True)
model = AutoModelForSequenceClassification.from_pretrained("bert-base-cased", num_labels=2)  #! SR702
args = TrainingArguments("out", use_cpu=True)
trainer = Trainer(model, args, train_dataset=data["train"], eval_dataset=data["validation"])
trainer.train()

# === seeded first
from transformers import AutoModelForTokenClassification, Trainer, TrainingArguments, set_seed


def main():
    args = TrainingArguments("out", use_cpu=True)
    set_seed(args.seed)
    model = AutoModelForTokenClassification.from_pretrained("bert-base-cased", num_labels=9)
    Trainer(model, args).train()


if __name__ == "__main__":
    main()

# === a causal model comes with all its weights
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

model = AutoModelForCausalLM.from_pretrained("gpt2")
Trainer(model, TrainingArguments("out", use_cpu=True)).train()

# === a loop of one's own, the split of the data without a seed
from datasets import load_dataset

data = load_dataset("imdb", split="train")
small = data.shuffle().select(range(2000))  #! SR710
parts = small.train_test_split(test_size=0.1)

# === and with seeds
from datasets import load_dataset

SEED = 42
data = load_dataset("imdb", split="train")
parts = data.shuffle(seed=SEED).select(range(2000)).train_test_split(test_size=0.1, seed=SEED)

# === a stream is shuffled by nobody's seed
from datasets import load_dataset
from transformers import set_seed

set_seed(0)
stream = load_dataset("allenai/c4", "en", split="train", streaming=True)
for row in stream.map(lambda row: row).shuffle(buffer_size=10_000).take(5):  #! SR710
    print(row)

# === the Trainer is asked for full determinism
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

args = TrainingArguments("out", full_determinism=True)
Trainer(AutoModelForCausalLM.from_pretrained("gpt2"), args=args).train()

# === the Trainer on a GPU
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments

args = TrainingArguments("out")
Trainer(AutoModelForCausalLM.from_pretrained("gpt2"), args=args).train()  #! SR301 SR303

# === a trainer that lies deeper in its library seeds as the others do
from transformers import AutoModelForTokenClassification
from trl.experimental.prm import PRMConfig, PRMTrainer

model = AutoModelForTokenClassification.from_pretrained("a/b", revision="c", num_labels=2)  #! SR702
PRMTrainer(model=model, args=PRMConfig("out"), train_dataset=None).train()  #! SR301 SR303
# === weights that the Trainer makes itself, after it has seeded
from datasets import load_dataset
from transformers import AutoModelForSequenceClassification, AutoTokenizer, Trainer, TrainingArguments

tok = AutoTokenizer.from_pretrained("roberta-base")
data = load_dataset("glue", "mrpc").map(lambda b: tok(b["sentence1"], b["sentence2"], truncation=True), batched=True)


def model_init():
    return AutoModelForSequenceClassification.from_pretrained("roberta-base", num_labels=2, return_dict=True)


trainer = Trainer(  #! SR301 SR303
    model_init=model_init,
    args=TrainingArguments("out", seed=13),
    train_dataset=data["train"],
    eval_dataset=data["validation"],
    tokenizer=tok,
)
trainer.train()
# === TRL with an adapter, seeded first
import torch
from datasets import load_dataset
from peft import LoraConfig
from transformers import AutoModelForCausalLM, AutoTokenizer, set_seed
from trl import SFTConfig, SFTTrainer

set_seed(0)
model_id = "Qwen/Qwen2.5-0.5B"
tokenizer = AutoTokenizer.from_pretrained(model_id)
model = AutoModelForCausalLM.from_pretrained(model_id, torch_dtype=torch.bfloat16)
dataset = load_dataset("trl-lib/Capybara", split="train").shuffle(seed=0).select(range(1000))
peft_config = LoraConfig(r=16, lora_alpha=32, target_modules="all-linear", task_type="CAUSAL_LM")
args = SFTConfig(output_dir="out", seed=0, max_steps=100, bf16=True, gradient_checkpointing=True)
trainer = SFTTrainer(model=model, args=args, train_dataset=dataset, processing_class=tokenizer, peft_config=peft_config)  #! SR301 SR303
trainer.train()
# === an adapter that is drawn before the Trainer seeds
import transformers
from peft import LoraConfig, TaskType, get_peft_model
from datasets import load_dataset

tok = transformers.AutoTokenizer.from_pretrained("gpt2")
base = transformers.AutoModelForCausalLM.from_pretrained("gpt2")
model = get_peft_model(base, LoraConfig(task_type=TaskType.CAUSAL_LM, r=8, lora_dropout=0.05))  #! SR702
data = load_dataset("Abirate/english_quotes").map(lambda s: tok(s["quote"]), batched=True)
transformers.Trainer(  #! SR301 SR303
    model=model,
    train_dataset=data["train"],
    args=transformers.TrainingArguments("out", seed=7, max_steps=50),
    data_collator=transformers.DataCollatorForLanguageModeling(tok, mlm=False),
).train()
