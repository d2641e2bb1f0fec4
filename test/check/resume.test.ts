// `--resume` on real scripts: what did not come back is named at its line, and the user's files are as they were.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { CheckOptions } from '../../server/src/check/prepare.ts';
import { reportText } from '../../server/src/check/report-text.ts';
import { checkIn, scratchFolder } from './run-script.ts';

// Each is three runs that load torch.
vi.setConfig({ testTimeout: 400_000 });

const everything = ['optimizer', 'scheduler', 'torch', 'python', 'epoch'];

/** A checkpoint holds all states; `loads` says which of them come back. */
const training = (loads: string[], late = '') => `import os, random, sys
import torch
random.seed(0)
torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Dropout(0.5), torch.nn.Linear(8, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 5)
start = 0
if os.path.exists("last.pt"):
    saved = torch.load("last.pt", weights_only=False)
    ${loads.includes('epoch') ? 'start = saved["epoch"]' : 'pass'}
    model.load_state_dict(saved["model"])
    ${loads.includes('optimizer') ? 'optimizer.load_state_dict(saved["optimizer"])' : 'pass'}
    ${loads.includes('scheduler') ? 'scheduler.load_state_dict(saved["scheduler"])' : 'pass'}
    ${loads.includes('torch') ? 'torch.set_rng_state(saved["torch"])' : 'pass'}
    ${loads.includes('python') ? 'random.setstate(saved["python"])' : 'pass'}
    ${late}
for epoch in range(start, 4):
    for step in range(3):
        loss = model(torch.randn(16, 4) * random.random()).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    scheduler.step()
    print(torch.rand(1).item())
    torch.save({"epoch": epoch + 1, "model": model.state_dict(), "optimizer": optimizer.state_dict(),
                "scheduler": scheduler.state_dict(), "torch": torch.get_rng_state(),
                "python": random.getstate()}, "last.pt")
`;

async function resume(script: string, given: Partial<CheckOptions> = {}, files: Record<string, string> = {}) {
  const folder = scratchFolder();
  for (const [name, text] of Object.entries({ ...files, 'train.py': script }))
    writeFileSync(join(folder, name), text);
  const ran = await checkIn(folder, 'train.py', { resume: true, steps: 12, ...given });
  const left = readdirSync(folder).filter((name) => name !== '__pycache__');
  expect(left.sort()).toEqual(['train.py', ...Object.keys(files)].sort());
  for (const [name, text] of Object.entries(files))
    expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  const lines = (file: string) => readFileSync(file, 'utf8').split('\n');
  const text = reportText(ran, { colour: false, cwd: folder, lines, width: 4000 });
  return { ...ran, text };
}

const without = (name: string) => everything.filter((one) => one !== name);
const rowOf = (script: string, part: string) =>
  script.split('\n').findIndex((line) => line.includes(part)) + 1;

test('a checkpoint from which everything comes back goes on as if it had never stopped', async () => {
  const script = training(everything)
    .replace('if os.path.exists("last.pt"):', 'if "--from" in sys.argv:')
    .replace('torch.load("last.pt"', 'torch.load(sys.argv[-1]');
  const given = { resumeArguments: ['--from', 'last.pt'] };
  const { result, notes, text } = await resume(script, given, { 'last.pt': 'of the user' });
  expect(result).toMatchObject({ verdict: 'identical', reason: null, cause: null, first_divergence: null });
  expect(result.steps).toBe(6);
  expect(notes.answer).toMatchObject({ tone: 'good' });
  expect(notes.notices[0]).toMatch(/run 3 \(B\) resumed from last\.pt, as it was after 6 steps/);
  expect(text).toMatch(/^✓ resumes as if it had never stopped {2}train\.py/);
});

test('a generator that does not come back is named at its line, with the rule that saves it', async () => {
  const script = training(without('torch'));
  const { result, notes, text } = await resume(script);
  expect(result).toMatchObject({
    verdict: 'diverged',
    first_divergence: { kind: 'draw', step: 6, row: rowOf(script, 'loss = model') },
    cause: { class: 'restored-state', rule: 'SR801', row: rowOf(script, 'torch.load') },
  });
  const saved = rowOf(script, 'torch.save');
  expect(result.cause!.explanation).toContain(
    `torch's default generator is not restored: it draws the numbers of step 0 again at train.py:${rowOf(script, 'loss = model')}. ` +
      `Save \`torch.get_rng_state()\` at train.py:${saved}`,
  );
  expect(result.cause!.explanation).not.toMatch(/optimizer|Python|scheduler/);
  expect(notes.answer).toMatchObject({ tone: 'bad' });
  expect(result.metrics.loss!.steps[0]).toBe(6);
  expect(text).toContain('✗ resumes otherwise than it would have gone on');
});

test('of several states each is named, a generator that is put back too early too', async () => {
  const script = training(['optimizer', 'torch', 'epoch'], 'noise = torch.randn(3)');
  const { result } = await resume(script);
  const [back, drawn] = ['torch.set_rng_state', 'noise ='].map((part) => rowOf(script, part));
  const text = result.cause!.explanation;
  expect(result).toMatchObject({ verdict: 'diverged', cause: { rule: 'SR801' } });
  expect(text).toMatch(/Python's global `random` stream is not restored.*random\.getstate/);
  expect(text).toContain(
    `is put back at train.py:${back}, but then drawn from at train.py:${drawn} before training goes on`,
  );
  expect(text).toMatch(/SGD has other settings at step 9: its learning rate is 0\.0\d+ where it was/);
  expect(text).toMatch(/scheduler\.state_dict\(\)/);
});

test('an optimizer without its momentum is named', async () => {
  const script = training(without('optimizer'));
  const { result } = await resume(script);
  expect(result).toMatchObject({
    verdict: 'diverged',
    cause: { rule: null, row: rowOf(script, 'torch.load') },
  });
  expect(result.cause!.explanation).toMatch(
    /The optimizer's state is not restored: SGD starts with an empty one/,
  );
  expect(result.cause!.explanation).not.toMatch(/generator/);
  expect(result.first_divergence).toMatchObject({ step: 6, row: rowOf(script, 'optimizer.step()') });
});

const loading = (sampler: string) => `import os, torch
torch.manual_seed(0)
model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
x = torch.randn(48, 4)
data = torch.utils.data.TensorDataset(x, x.sum(1, keepdim=True))
generator = torch.Generator().manual_seed(1)
loader = torch.utils.data.DataLoader(data, batch_size=4, shuffle=True, generator=generator)
done = 0
if os.path.exists("last.pt"):
    saved = torch.load("last.pt")
    model.load_state_dict(saved["model"])
    done = saved["done"]
for step, (inputs, wanted) in enumerate(loader):
    ${sampler}
    loss = (model(inputs) - wanted).square().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if step == 4:
        torch.save({"model": model.state_dict(), "done": step + 1}, "last.pt")
`;

test('a loader that starts its epoch again is named, one that passes over what was seen is not', async () => {
  const again = await resume(loading('pass'));
  expect(again.result).toMatchObject({
    verdict: 'diverged',
    first_divergence: { kind: 'batch', step: 5, row: 14 },
  });
  expect(again.result.cause!.explanation).toContain(
    'The position in the data is not restored: where the first run had the batch of step 5, the resumed one has the batch of step 0 at train.py:14',
  );
  const on = await resume(loading('if step < done: continue'));
  expect(on.result).toMatchObject({ verdict: 'identical', steps: 7 });
});

test('a script that does not resume, or that starts anew, is told so', async () => {
  const nothing = await resume(training(everything).replace('last.pt"):', 'other.pt"):'));
  expect(nothing.result).toMatchObject({ verdict: 'inconclusive', cause: null });
  expect(nothing.result.reason).toMatch(
    /run 3 read nothing that run 2 had saved in its 7 steps.*--resume-with/,
  );
  const anew = await resume(training(everything).replace('model.load_state_dict(saved["model"])', 'pass'));
  expect(anew.result).toMatchObject({ verdict: 'diverged' });
  expect(anew.result.cause!.explanation).toMatch(/starts with the weights of a fresh start/);
});

/** Twelve steps; the checkpoint lies in the middle of an epoch. */
const transformers = `import os
import torch
from transformers import Trainer, TrainingArguments
from transformers.trainer_utils import get_last_checkpoint
torch.manual_seed(0)
x = torch.randn(64, 4)
data = [{"x": row, "labels": row.sum()} for row in x]
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.body = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Dropout(0.2), torch.nn.Linear(8, 1))
    def forward(self, x, labels):
        return {"loss": (self.body(x)[:, 0] - labels).square().mean()}
args = TrainingArguments("out", max_steps=12, per_device_train_batch_size=8, save_steps=4, report_to=[], use_cpu=True, disable_tqdm=True, ignore_data_skip=True)
trainer = Trainer(Net(), args, train_dataset=data)
trainer.train(resume_from_checkpoint=get_last_checkpoint("out") if os.path.isdir("out") else None)
`;

test('a Trainer of Transformers that is told to leave the data alone does not go on, and what told it so is named', async () => {
  const { result, notes } = await resume(transformers);
  expect(notes.notices[0]).toMatch(/resumed from .*trainer_state\.json.*as it was after 4 steps/);
  expect(result).toMatchObject({ verdict: 'diverged', steps: 8, cause: { rule: null, row: 16 } });
  const text = result.cause!.explanation;
  expect(text).toMatch(/torch's default generator is put back at train\.py:16, but then drawn from/);
  expect(text).toMatch(
    /where the first run had the batch of step 4, the resumed one has .* Resume without `ignore_data_skip`\.$/,
  );
  expect(text.match(/ignore_data_skip/g)).toHaveLength(1);
  expect(text).not.toContain('The torch generator');
});

test('of a checkpoint of Lightning the generator and the place in the data are named, and where Lightning keeps such', async () => {
  const { result } = await resume(`import os
import lightning as L
import torch
from torch.utils.data import DataLoader, TensorDataset
L.seed_everything(0)
class Net(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.body = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Dropout(0.2), torch.nn.Linear(8, 1))
    def training_step(self, batch, index):
        return (self.body(batch[0])[:, 0] - batch[0].sum(1)).square().mean()
    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), 0.01)
saving = L.pytorch.callbacks.ModelCheckpoint(dirpath="ckpt", save_last=True, every_n_train_steps=6)
trainer = L.Trainer(max_epochs=3, callbacks=[saving], logger=False, enable_progress_bar=False, accelerator="cpu")
loader = DataLoader(TensorDataset(torch.randn(64, 4)), batch_size=16, shuffle=True)
trainer.fit(Net(), loader, ckpt_path="ckpt/last.ckpt" if os.path.exists("ckpt/last.ckpt") else None)
`);
  expect(result).toMatchObject({ verdict: 'diverged', steps: 6, cause: { rule: null, row: 17 } });
  const text = result.cause!.explanation;
  expect(text).toMatch(/^The weights are back as they were after 6 steps, but not everything is\./);
  expect(text).toContain(
    'Lightning saves no generator: keep `torch.get_rng_state()` in `on_save_checkpoint` of the module',
  );
  expect(text).toMatch(/where the first run had the batch of step 6, .* Save at the end of an epoch/);
  expect(text).not.toMatch(/optimizer|The torch generator/);
});
