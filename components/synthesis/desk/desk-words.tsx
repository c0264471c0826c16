import { Fragment } from "react";
import { Markdown } from "@/components/ui/markdown";
import { sentenceBlock } from "@/lib/core/synthesis/overlay/blocks";
import type { Section, Sentence } from "@/lib/core/synthesis/synthesis-schema";
import { openSources } from "../reading";
import { SourceNote } from "../sourced-sentences";
import { type DeskDraft, type DeskParts, wordingOf } from "./desk-draft";
import { Editable } from "./editable";
import { AddParagraph, OwnParagraph } from "./own-blocks";

type SentencesProps = DeskParts & {
  list: string;
  name: string;
  sentences: readonly Sentence[];
  section: Section | null;
};

/** Sentences that run on as the public reads them, each to take hold of. */
export function Sentences({ list, name, sentences, section, ...props }: SentencesProps) {
  const { answers, links } = props;
  const { published } = props.draft;
  const ids = sentences.map(({ id = "" }) => id);
  return (
    <div className="reading">
      {sentences.map((sentence, index) => {
        const block = sentenceBlock(list, sentence);
        const sources = openSources(sentence.sources, answers);
        return (
          <Fragment key={block}>
            <Editable
              {...wordingOf(props, block, `sentence ${index + 1} of ${name}`, sentence.text)}
              place={{ list, ids, id: sentence.id ?? "" }}
              mayHide
              sources={
                sources.length > 0 && (
                  <span className="desk-rests margin">
                    <b>Rests on</b>
                    <SourceNote
                      sources={sources}
                      section={section}
                      sections={published.sections}
                      answers={answers}
                      links={links}
                    />
                  </span>
                )
              }
            />
          </Fragment>
        );
      })}
    </div>
  );
}

/** The author's own paragraphs at a place, and the way to a further one. */
export function Paragraphs({
  draft,
  place,
  where,
}: {
  draft: DeskDraft;
  place: string;
  where: string;
}) {
  const own = (draft.published.paragraphs ?? []).filter((one) => one.place === place);
  const ids = own.map(({ id }) => id);
  return (
    <>
      {own.map(({ id, text }) => (
        <OwnParagraph key={id} id={id} place={place} text={text} ids={ids}>
          <Markdown text={text} />
        </OwnParagraph>
      ))}
      <AddParagraph place={place} where={where} />
    </>
  );
}
