/** What a run says of options that were given with its command, in English. */
export const enGiven = {
  title: 'Given with the command',
  option: 'Option',
  by: 'By',
  takenBack: 'taken back',
  noName: (option: string) => `${option}: it names nobody. Write a name behind it.`,
  holds: (option: string, by: string) => `still in force, given by ${by}: ${option}`,
  outdated: (option: string, by: string) =>
    `${option}, given by ${by}, was for the document as it was before, and counts no longer: give it again, if it is so`,
  personal: (option: string, by: string) =>
    `${option} was given by ${by}, and only for what they run: give it yourself, if you want it`,
};
