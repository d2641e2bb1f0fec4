// Real runs of small scripts, one planted cause each: the right class at the right line, confirmed by intervention.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planted } from './planted-texts.ts';
import { checkIn, checkText, scratchFolder } from './run-script.ts';

describe('a planted cause without torch', () => {
  test.each(planted)('$title', async (plant) => {
    const { result, folder } = await checkText(plant.script);
    expect(result.verdict).toBe('diverged');
    expect(result.cause).toMatchObject({
      class: plant.class,
      rule: plant.rule,
      filename: join(folder, 'train.py'),
      row: plant.row,
      confirmed: true,
    });
  });
});

describe('a planted cause with torch', () => {
  test('an op that gives other bits for the same inputs, at the forward line', async () => {
    const { result } = await checkText(`import torch
torch.manual_seed(0)
torch.set_num_threads(4)
table = torch.randn(10, 16, requires_grad=True)
optimizer = torch.optim.SGD([table], lr=0.1)
for step in range(4):
    index = torch.randint(0, 10, (20000,))
    rows = table[index]
    loss = (rows * torch.randn(20000, 16)).sum()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
`);
    expect(result).toMatchObject({
      verdict: 'diverged',
      steps: 4,
      cause: { class: 'nondeterministic-op', rule: 'SR301', row: 8, confirmed: true },
    });
    expect(result.annotations.filter(({ status }) => status === 'first')).toHaveLength(1);
    expect(result.metrics.loss!.a).toHaveLength(4);
  });

  test('a generator that each DataLoader worker makes for itself', async () => {
    const { result } = await checkText(`import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

class Noise(Dataset):
    def __init__(self):
        self.rng = None
    def __len__(self):
        return 8
    def __getitem__(self, index):
        if self.rng is None:
            self.rng = np.random.default_rng()
        return torch.tensor(self.rng.normal())

torch.manual_seed(0)
for batch in DataLoader(Noise(), batch_size=2, num_workers=2):
    print(batch.sum())
`);
    expect(result.verdict).toBe('diverged');
    expect(result.first_divergence).toMatchObject({ row: 13, kind: 'draw' });
    expect(result.first_divergence!.worker).not.toBeNull();
    expect(result.cause).toMatchObject({ class: 'unseeded-draw', rule: 'SR201', row: 12, confirmed: true });
  });

  test('a clock that flows into a tensor', async () => {
    const { result } = await checkText(
      'import time, torch\ntorch.manual_seed(0)\nstart = time.perf_counter()\nx = torch.ones(2) * start\n',
    );
    expect(result.cause).toMatchObject({ class: 'clock', row: 3, confirmed: true });
  });

  test('noise for a picture that the training never sees is named, and said to have stayed there', async () => {
    const { result, notes } = await checkText(`import random
import torch
torch.manual_seed(0)
model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in range(3):
    loss = model(torch.randn(8, 4)).square().mean()
    picture = loss.detach() * random.random()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
`);
    expect(result).toMatchObject({ verdict: 'diverged', cause: { rule: 'SR107', row: 8, confirmed: true } });
    expect(notes.stayed).toBe(
      'What differs stayed where it was: the gradients, parameters and losses are the same in both runs.',
    );
  });

  test('a seeded script with clocks, sets, workers and temporary files is identical', async () => {
    const { result } = await checkText(`import os, random, tempfile, time, uuid
import numpy as np, torch
from torch.utils.data import DataLoader
random.seed(1); np.random.seed(1); torch.manual_seed(1)
run_name = f"run-{uuid.uuid4()}-{os.getpid()}"
start = time.time()
model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
data = [torch.randn(4) for _ in range(16)]
with tempfile.TemporaryDirectory() as folder:
    for step, batch in enumerate(DataLoader(data, batch_size=4, shuffle=True, num_workers=2)):
        loss = model(batch).pow(2).mean() + random.random() + float(np.random.rand())
        optimizer.zero_grad(); loss.backward(); optimizer.step()
        print(f"{run_name if step > 99 else ''} step {step} loss {loss.item():.4f} {time.time() - start:.3f}s")
`);
    expect(result).toMatchObject({ verdict: 'identical', steps: 4, cause: null, first_divergence: null });
    expect(result.compared.batches).toBe(4);
  });
});

describe('state that a run leaves for the next one', () => {
  const shell = (path: string) => `os.system("echo 1 > ${path}")`;

  test('is found, named with the line that read it, and told by a third run', async () => {
    const { result } = await checkText(
      `import os, random\nn = int(open("ckpt").read()) if os.path.exists("ckpt") else 0\n${shell('ckpt')}\nrandom.seed(n)\nprint(random.random())\n`,
    );
    expect(result.verdict).toBe('inconclusive');
    expect(result.reason).toMatch(/^state was carried over: run 2 read .*ckpt, which run 1 had changed$/);
    expect(result.cause).toMatchObject({ class: 'carried-state', row: 2, confirmed: true });
    expect(result.runs).toBe(3);
  });

  test('that changes with every run is told too, for later runs start as the second did', async () => {
    const record = join(scratchFolder(), 'record');
    const { result, notes, folder } = await checkText(
      `import os, random\nn = int(open("n").read()) if os.path.exists("n") else 0\nrandom.seed(n)\nprint(random.random())\nos.system(f"echo {n + 1} > n")\n`,
      { record },
    );
    expect(result.cause).toMatchObject({ class: 'carried-state', row: 2, confirmed: true });
    // In a layer over the folder where the kernel permits one; else it stays there, and that is said.
    const stays = notes.notices.some((text) => text.includes('unseen and so not put back'));
    expect(existsSync(join(folder, 'n'))).toBe(stays);
    if (stays) expect(readFileSync(join(folder, 'n'), 'utf8')).toBe('2\n');
    expect(readdirSync(record)).not.toContain('left');
    expect(readdirSync(join(record, 'run-1'))).not.toContain('layers');
  });

  test('in a folder that nobody looks after is found too', async () => {
    const cache = join(scratchFolder(), 'cache');
    const { result } = await checkText(
      `import os, random, tempfile\ntempfile.gettempdir()\nn = int(open("${cache}").read()) if os.path.exists("${cache}") else 0\n${shell(cache)}\nrandom.seed(n)\nprint(random.random())\n`,
    );
    expect(result).toMatchObject({ verdict: 'inconclusive', cause: { class: 'carried-state', row: 3 } });
  });

  test('does not hide another cause, which a fair pair still shows', async () => {
    const { result } = await checkText(
      `import os, random\nn = open("ckpt").read() if os.path.exists("ckpt") else 0\n${shell('ckpt')}\nprint(random.random())\n`,
    );
    expect(result).toMatchObject({ verdict: 'diverged', cause: { class: 'unseeded-draw', row: 4 } });
  });

  test('is none where the files are put back', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'log.txt'), 'before\n');
    writeFileSync(
      join(folder, 'train.py'),
      'import random\nrandom.seed(len(open("log.txt").read()))\nopen("log.txt", "a").write("more\\n")\nopen("new.txt", "w").write("x")\nprint(random.random())\n',
    );
    const { result, notes } = await checkIn(folder, 'train.py');
    expect(result.verdict).toBe('identical');
    expect(readFileSync(join(folder, 'log.txt'), 'utf8')).toBe('before\n');
    expect(existsSync(join(folder, 'new.txt'))).toBe(false);
    expect(notes.notices.join('\n')).toContain('log.txt');
    expect(readdirSync(folder).sort()).toEqual(['log.txt', 'train.py']);
  });
});
