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
