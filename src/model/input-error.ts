/** The user's input cannot be used: its message is for a person, and needs no stack trace. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
