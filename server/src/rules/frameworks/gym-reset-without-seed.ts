// SR706: an environment of Gymnasium is reset, or its spaces are sampled, and nothing has seeded them.

import { isFirstInterface, seedEnvironment, seedSpace } from '../../fixes/environment-seed.ts';
import { outermostLoop } from '../../fixes/insert-before.ts';
import { mayHappen } from '../../flow/causes.ts';
import type { DrawEvent, Flow } from '../../flow/events.ts';
import { sourceOf } from '../../python/arguments.ts';
import { around, inside } from '../../python/traverse.ts';
import { mayTrain } from '../course.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { drawnLater, spanHere, wayTo } from '../words.ts';

export const gymResetWithoutSeed: Rule = {
  meta: {
    code: 'SR706',
    name: 'gym-reset-without-seed',
    severity: 'warning',
    summary: 'an environment that is never seeded, or a space that is sampled unseeded',
    rationale:
      'An environment draws its first state, and whatever happens by chance in it, from a generator that starts from entropy of the operating system: the first `reset(seed=…)` seeds it, later resets go on from there and must not be given the seed again. `action_space.sample()` has another generator, which `reset` does not reach: `action_space.seed(…)` does. No global seed reaches either.',
    defaultOn: true,
    fix: 'safe',
    sources: ['executed gymnasium 1.4.0: action_space unaffected by reset(seed)'],
    invalid: [
      {
        code: `
import gymnasium as gym

env = gym.make("CartPole-v1")
state, info = env.reset()  # <-
`,
      },
      {
        code: `
import gymnasium as gym

SEED = 7
env = gym.make("CartPole-v1")
for episode in range(10):
    state, info = env.reset()  # <-
    done = False
    while not done:
        state, reward, terminated, truncated, info = env.step(0)
        done = terminated or truncated
`,
      },
      {
        code: `
import gymnasium as gym

env = gym.wrappers.RecordEpisodeStatistics(gym.make("CartPole-v1"))
state, info = env.reset(seed=1)
for step in range(100):
    action = env.action_space.sample()  # <-
    env.step(action)
`,
      },
      {
        code: `
import gym

env = gym.make("CartPole-v0")
state = env.reset()  # <-
state, reward, done, info = env.step(1)
`,
      },
    ],
    valid: [
      {
        why: 'seeded by the first reset, and the space by itself',
        code: `
import gymnasium as gym

env = gym.make("CartPole-v1")
state, info = env.reset(seed=1)
env.action_space.seed(1)
for episode in range(3):
    env.step(env.action_space.sample())
    env.reset()
`,
      },
      {
        why: 'only the shape of a sample matters',
        code: `
import gymnasium as gym
import numpy as np

env = gym.make("CartPole-v1")
env.reset(seed=0)
mask = np.ones_like(env.observation_space.sample())
`,
      },
      {
        why: 'the first interface of gym',
        code: `
import gym

env = gym.make("CartPole-v0")
env.seed(3)
state = env.reset()
`,
      },
      {
        why: 'an environment that is made elsewhere',
        code: `
from settings import make_env

env = make_env()
env.reset()
`,
      },
      {
        why: 'an agent seeds the environment that it gets',
        code: `
import gymnasium as gym
from stable_baselines3 import PPO

env = gym.make("CartPole-v1")
model = PPO("MlpPolicy", env, seed=0).learn(1000)
state, info = env.reset()
`,
      },
      {
        why: 'a class that passes its seed on',
        code: `
import gymnasium as gym


class Room(gym.Env):
    def reset(self, seed=None, options=None):
        super().reset(seed=seed)
        return 0, {}


Room().reset(seed=1)
`,
      },
    ],
  },
  check(context: RuleContext) {
    // An agent without its seed is SR707's: the same argument seeds the environment.
    if (context.flow.events.some((event) => event.kind === 'call' && AGENT.test(event.api))) return;
    for (const stream of ['gym', 'gym.space'] as const) {
      const [first, ...later] = unseeded(context.flow, stream);
      if (first !== undefined) report(context, first, later);
    }
  },
};

const AGENT = /^stable_baselines3\.[A-Z]/;

function unseeded(flow: Flow, stream: 'gym' | 'gym.space'): DrawEvent[] {
  return flow.events.filter(
    (event): event is DrawEvent =>
      event.kind === 'draw' &&
      event.stream === stream &&
      mayHappen(event) &&
      !isInherited(event) &&
      !isForShape(event) &&
      (event.state.tag === 'unseeded' || event.state.tag === 'entropy'),
  );
}

/** `super().reset(…)` of the script's own environment. */
function isInherited({ call }: DrawEvent): boolean {
  return (
    call?.func.kind === 'Attribute' &&
    call.func.value.kind === 'Call' &&
    call.func.value.func.kind === 'Name' &&
    call.func.value.func.id === 'super'
  );
}

/** A sample of which only the shape matters: `np.zeros_like(space.sample())`, `network.init(key, space.sample())`. */
function isForShape({ call }: DrawEvent): boolean {
  const outer = call === null ? undefined : around(call)[0];
  if (outer?.kind === 'Attribute') return outer.attr === 'shape' || outer.attr === 'dtype';
  if (outer?.kind !== 'Call') return false;
  const name = outer.func.kind === 'Attribute' ? outer.func.attr : sourceOf(outer.func);
  return /_like$|^init$|^(?:len|type)$/.test(name);
}

/** A loop that renders every step, in a script that trains nothing: an agent is being watched. */
function isOnlyShown({ flow, module }: RuleContext, { call, site }: DrawEvent): boolean {
  if (call?.func.kind !== 'Attribute' || site.module !== module || mayTrain(flow)) return false;
  const environment = sourceOf(call.func.value);
  const loop = outermostLoop(call);
  if (loop === null) return false;
  return inside(loop).some(
    (node) =>
      node.kind === 'Call' &&
      sourceOf(node.func) === `${environment}.render` &&
      !around(node)
        .slice(0, around(node).indexOf(loop))
        .some(({ kind }) => kind === 'If'),
  );
}

function report(context: RuleContext, first: DrawEvent, later: readonly DrawEvent[]): void {
  const { flow, module } = context;
  const library = flow.entry === 'library';
  const space = first.stream === 'gym.space';
  const old = first.call !== null && isFirstInterface(context, first.call);
  const fix = library ? null : space ? seedSpace(context, first) : seedEnvironment(context, first);
  context.report({
    span: spanHere(first, module),
    message: space
      ? 'This space is sampled by a generator of its own, which neither a global seed nor `reset(seed=…)` reaches: call its `seed` first.'
      : `Nothing seeds this environment, and no global seed reaches it: ${old ? 'call its `seed` before this' : 'give the first `reset` a seed'}.`,
    related: [...wayTo(first, module), ...drawnLater(first, later, 2, () => 'drawn from later')],
    fixes: fix === null ? [] : [fix],
    stream: 'gym',
    ...(library || isOnlyShown(context, first) ? { severity: 'hint' as const } : {}),
  });
}
