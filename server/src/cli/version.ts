// The version of this program, put in by the build.

declare const SAMERUN_VERSION: string | undefined;

export function version(): string {
  return typeof SAMERUN_VERSION === 'string' ? SAMERUN_VERSION : '0.0.0-source';
}
