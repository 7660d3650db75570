/** What a run says of other hosts, in English. */
export const enHosts = {
  badMap: (entry: string) =>
    `--host-map ${entry} cannot be used: write HOST=local for a host that is this machine, or HOST=[user@]name[:port] for where it is.`,
  notAlone: (where: string) =>
    `${where}: the session moves to another host or back in the middle of a line or a group of commands, so the block cannot be taken apart there. Write \`ssh HOST\` and \`exit\` on lines of their own.`,
  noName: (where: string, host: string) =>
    `${where}: ${JSON.stringify(host)} is no name of a host that ssh could be given. Say where it is with --host-map '${host}=NAME', or write the name into the document.`,
  option: (where: string, host: string, option: string) =>
    `${where}: \`ssh ${option}\` is nothing that the connection to ${host} can be given. Put it into your ssh configuration, or say how to get there with --host-map ${host}=NAME.`,
  nested: (where: string, host: string, from: string) =>
    `${where}: it goes on from ${from} to ${host}. procs reaches each host from this machine: give ${host} a ProxyJump in your ssh configuration, and say --host-map ${host}=NAME.`,
  twoWays: (host: string) =>
    `The document goes to ${host} with different options of ssh. Say how to get there with --host-map ${host}=NAME.`,
  way: (host: string, way: string) =>
    host === way ? `runs on ${host}` : `runs on ${host}: ${way}`,
  on: (hosts: string) => `on ${hosts}`,
  here: 'this machine',
  connecting: (host: string) => `connecting to ${host}`,
  refused: (reasons: string) =>
    `Nothing was run, for not every host can be used:\n${reasons}\n--connect-later opens each connection only when its first block comes.`,
  goOn: 'Start all the same? It is tried again when its first block comes.',
  stillRunning: (line: number, host: string, at: string) =>
    `The block on line ${line} is still running on ${host} since ${at}. What now?`,
  lost: (ref: string, reason: string) =>
    `${reason}: the block of step ${ref} may have run, whole or in part, or still run. When this run is resumed, its host is asked how it ended`,
};
