/** What every kind of reply help needs to know: for which conversation, for which open question, and where a text goes. */

export interface ReplyHelpProps {
  id: string;
  onPut: (text: string) => void;
}

export interface OpenQuestionProps extends ReplyHelpProps {
  /** The number of the message that nobody has answered; 0 for none. */
  open: number;
}
