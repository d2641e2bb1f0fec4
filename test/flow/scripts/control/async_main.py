import asyncio
import random


async def step():
    await asyncio.sleep(0)
    return random.random()  #: python seeded @11


async def main():
    random.seed(1)
    await step()
    await asyncio.gather(step(), step())


asyncio.run(main())
