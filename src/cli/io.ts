/** What the command line is given and gives back: handed in, so that tests and embedders can hold the other end. */
export interface Io {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  /** Absolute. */
  readonly cwd: string;
  /**
   * For what must not be cut off: `listener` is told, each time, that the output cannot be written any
   * longer (`| head`, a full disk). Without one the process ends: well, where its reader wanted no more.
   */
  whenUnread(listener: () => void): void;
  /** Sets the exit status that the process will end with; does not end it. */
  exit(status: number): void;
}
