/** A run that does not start: its message is for a person, its status for the caller. */
export class RunRefused extends Error {
  override readonly name = 'RunRefused';
  /** 2: it could not start. 75: another run holds the lock. */
  readonly status: 2 | 75;

  constructor(status: 2 | 75, message: string) {
    super(message);
    this.status = status;
  }
}
