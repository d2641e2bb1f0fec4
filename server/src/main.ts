// The language server's entry: `node main.js --stdio`.

import { serve } from './lsp/server.ts';

serve();
