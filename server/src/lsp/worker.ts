// The entry of both threads besides the protocol's: the analysis, and one for each running check.

import { workerData } from 'node:worker_threads';

// Each thread loads only what it needs: the analysis must answer within a blink of the editor's start.
if (workerData?.role === 'check') void import('./check-thread.ts').then((thread) => thread.run(workerData));
else void import('./analysis-thread.ts').then((thread) => thread.run());
