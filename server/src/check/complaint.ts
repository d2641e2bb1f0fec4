// What stops a check before it has a verdict: one clear line for the person who started it.

export class Complaint extends Error {
  override name = 'Complaint';
}
