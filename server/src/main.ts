// The language server's entry: `node main.js --stdio`.

// Before all else, so that the analysis loads while the protocol does.
import './lsp/first-thread.ts';
import { serve } from './lsp/server.ts';

serve();
