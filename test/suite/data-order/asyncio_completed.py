"""Answers of a service are used in the order in which they come."""

import asyncio

import torch


async def ask(number):
    program = await asyncio.create_subprocess_exec("bash", "-c", "sleep 0.$((RANDOM % 3))$((RANDOM % 10))")
    await program.wait()
    return [float(number), 1.0]


async def answers():
    found = []
    for answer in asyncio.as_completed([ask(number) for number in range(8)]):  # <- cause SR504
        found.append(await answer)
    return found


torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for row in torch.tensor(asyncio.run(answers())).split(2):
    optimizer.zero_grad()
    model(row).square().mean().backward()
    optimizer.step()
