// Text of scripts made harmless for a page: nothing in it may become markup, turn direction, or hide.
import { harmless } from '../paint.ts';

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return harmless(text).replace(/[&<>"']/g, (character) => entities[character]!);
}
