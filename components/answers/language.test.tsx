import { IntlProvider } from "next-intl";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { judgeResponse } from "@/lib/core/answers/completeness";
import { emptyAnswerDraft, type ResponseDraft } from "@/lib/core/answers/draft-fields";
import { type Language, languages } from "@/lib/core/language";
import { publishPanel } from "@/lib/core/publication/random-panel.fixture";
import type { Question } from "@/lib/core/survey/survey-schema";
import { messagesOf } from "@/messages/catalogue";
import { AnswerForm } from "./answer-form";
import { ContinueScreen } from "./continue-screen";
import { Devices } from "./devices";
import { FirstScreen } from "./first-screen";
import { FormHead } from "./form-head";
import { HeldUnder } from "./held-under";
import { Erased, MyData } from "./my-data";
import { Others } from "./others";
import { Preview } from "./preview";
import { Quotes } from "./quotes";
import { Receipt } from "./receipt";
import { Review } from "./review";
import { SurveyPrivacy } from "./survey-privacy";
import { TooManyRequests } from "./too-many-requests";

// What the survey and its respondent wrote has no language of ours: in these tests it is written in digits.
const questions: Question[] = [
  { id: "a", kind: "stance", prompt: "1", help: "2", scale: ["3", "4"], confidence: true },
  {
    id: "b",
    kind: "choice",
    prompt: "5",
    options: [{ id: "x", label: "6" }],
    multiple: true,
    other: true,
    required: true,
  },
  {
    id: "c",
    kind: "estimate",
    prompt: "7",
    unit: "year",
    min: 8,
    max: 9,
    never: true,
    interval: true,
  },
  { id: "d", kind: "works", prompt: "10", columns: ["title"] },
  { id: "e", kind: "text", prompt: "11" },
  { id: "f", kind: "choice", prompt: "12", options: [{ id: "y", label: "13" }] },
];

const draft: ResponseDraft = {
  person: { displayName: "13", displayRole: "14", roleWording: "15", interests: "16" },
  answers: {
    a: { ...emptyAnswerDraft(), value: "none", confidence: "7", attribution: "named", text: "16" },
    c: { ...emptyAnswerDraft(), best: "8.5", low: "x", attribution: "role", quotable: "no" },
    d: { ...emptyAnswerDraft(), works: [{ title: "17" }], attribution: "aggregate" },
    e: { ...emptyAnswerDraft(), text: "18", attribution: "author" },
  },
};

const where = Object.fromEntries(
  questions.flatMap(({ id }) =>
    ["text", "attribution"].map((field) => [`answers.${id}.${field}`, { question: id, field }]),
  ),
);

const levels = ["named", "role", "aggregate", "author"] as const;

const columns = { value: "", confidence: null, low: null, high: null, text: "20" };

const firstScreen = {
  token: "t",
  name: "1",
  title: "2",
  introduction: "3",
  consentWords: "4",
  authors: ["4", "5"],
  questionCount: 6,
  minutes: 7,
  closesAt: null,
  timeZone: "UTC",
  window: "open",
  graceLeftMinutes: null,
  declinedAt: null,
  modelHost: "21",
  submittingApprovesQuotes: true,
  showOthersAfterSubmitting: true,
  minimumGroup: 3,
  attributions: [...levels],
  retentionMonths: 24,
  objectionContact: "6",
} as const;

/** Every page of the expert, in the states that bring the most words. */
const views: Record<string, ReactElement> = {
  "first screen": (
    <FirstScreen
      {...firstScreen}
      begun={false}
      submitted={false}
      toConfirm={false}
      fictional
      suggested="unreadable"
    />
  ),
  "first screen of entered answers": (
    <FirstScreen
      {...firstScreen}
      begun
      submitted
      toConfirm
      fictional={false}
      suggested={undefined}
    />
  ),
  "first screen in the time of grace": (
    <FirstScreen
      {...firstScreen}
      window="grace"
      graceLeftMinutes={8}
      begun
      submitted={false}
      toConfirm={false}
      fictional={false}
      suggested={undefined}
    />
  ),
  privacy: (
    <SurveyPrivacy
      title="1"
      timeZone="UTC"
      attributions={levels}
      minimumGroup={3}
      retentionMonths={24}
      erasesOn={new Date("2026-03-01T12:00:00Z")}
      erasedAt={null}
      objectionContact="6"
      back="/"
    />
  ),
  form: (
    <AnswerForm
      responseId="r"
      submission={0}
      questions={questions}
      draft={draft}
      versions={{}}
      where={where}
      earlier={Object.fromEntries(
        questions.map((question, index) => [
          question.id,
          {
            revisionId: "r",
            prompt: "18",
            question,
            answer: draft.answers[question.id] ?? emptyAnswerDraft(),
            carries: index === 0,
          },
        ]),
      )}
      kept={{ "answers.e.text": "19" }}
      problems={judgeResponse(questions, draft, levels).problems}
      modelHost="21"
      attributions={levels}
      submittingApprovesQuotes
      lookUpWorks
      help={{ a: "2" }}
    />
  ),
  "head of the form": (
    <FormHead
      title="1"
      closesAt={null}
      timeZone="UTC"
      graceMinutes={15}
      open={false}
      state="submitted"
      questions={questions}
      problems={judgeResponse(questions, draft, levels).problems}
      outcome={{ saved: true, kept: true, tooLarge: true }}
    />
  ),
  review: (
    <Review
      questions={questions}
      draft={draft}
      open={false}
      graceLeftMinutes={null}
      earlier={["a"]}
      submission={0}
      attributions={levels}
      toConfirm={false}
      submittingApprovesQuotes
      refused="survey-closed"
    />
  ),
  receipt: (
    <Receipt
      title="1"
      responseId="r"
      questions={questions}
      submitted={(["named", "role", "aggregate", "author"] as const).map((attribution, index) => ({
        id: attribution,
        questionKey: questions[index]?.id ?? "",
        asked: questions[index] as Question,
        earlierPrompt: index === 0 ? "22" : null,
        attribution,
        quotable: true,
        columns,
      }))}
      attributions={levels}
      person={draft.person}
      withdrawn={false}
      open
      openQuotes={2}
      preview
      others
      mailed
      changed="consent"
      refused="unconfirmed"
    />
  ),
  quotes: (
    <Quotes
      title="1"
      decideBy={null}
      timeZone="UTC"
      now={new Date("2026-03-01T12:00:00Z")}
      quotes={(["proposed", "proposed", "approved", "edited", "refused"] as const).map(
        (state, index) => ({
          id: String(index),
          state,
          question: questions[3 + (index % 2)] as Question,
          text: "16 17 18",
          start: 3,
          end: 5,
          edited: "19",
          typed: index === 1 ? "22" : null,
          shownAs: index === 0 ? "" : "20",
          role: "21",
        }),
      )}
      refused="invalid-input"
      refusedQuote="1"
    />
  ),
  "place among the others": (
    <Others
      kind="together"
      title="1"
      open
      computed={false}
      feedbackRound={null}
      questions={questions.map((question) => ({
        question,
        own: question.id === "b" ? null : { ...columns, value: question.id === "a" ? "1" : "" },
        answeredEarlier: question.id === "b",
        section:
          publishPanel([]).sections.find((one) => one.question.kind === question.kind) ?? null,
        points: [{ id: "p", text: "22", edited: true, shownAs: "", role: "23", value: "" }],
        draft: emptyAnswerDraft(),
      }))}
      revised
      refused="conflict"
    />
  ),
  "the round before": (
    <Others
      kind="together"
      title="1"
      open
      computed
      feedbackRound={1}
      questions={[]}
      revised={false}
      refused={undefined}
    />
  ),
  "my data": (
    <MyData
      data={{
        survey: { title: "1" },
        invitation: {
          name: "2",
          address: "3",
          affiliation: "4",
          createdAt: new Date(0),
          sentAt: null,
          openedAt: null,
          declinedAt: null,
          declinedBecause: "5",
          withdrawnAt: null,
        },
        mails: [],
        colleaguesNamed: [{ name: "6", address: null }],
        responses: [
          {
            round: 1,
            shownName: "7",
            shownRole: "8",
            description: "9",
            interests: "10",
            startedAt: new Date(0),
            submittedAt: null,
            typed: [],
            answers: [],
          },
        ],
        published: [],
      }}
      refused
      mailed
      sendsMail
    >
      <Devices
        devices={[1, 2, 3].map((id) => ({
          id: `${id}`,
          words: id === 1 ? "" : "11",
          createdAt: new Date(0),
          lastSeenAt: new Date(0),
        }))}
        own="2"
        ended
      />
    </MyData>
  ),
  "my data where no mail is sent": (
    <MyData
      data={{
        survey: { title: "1" },
        invitation: {
          name: "2",
          address: "3",
          affiliation: "",
          createdAt: new Date(0),
          sentAt: null,
          openedAt: null,
          declinedAt: null,
          declinedBecause: null,
          withdrawnAt: null,
        },
        mails: [],
        colleaguesNamed: [],
        responses: [],
        published: [],
      }}
      refused={false}
      mailed={false}
      sendsMail={false}
    >
      {null}
    </MyData>
  ),
  "what is held under an address": (
    <HeldUnder
      held={{
        address: "1",
        contacts: [
          {
            keptBy: "2",
            name: "3",
            affiliation: "4",
            role: "5",
            orcid: "6",
            page: "7",
            language: null,
            notes: "8",
            addedAt: new Date(0),
            changedAt: new Date(0),
          },
        ],
        blocks: [
          { author: null, since: new Date(0) },
          { author: "9", since: new Date(0) },
        ],
        suggestions: [{ survey: "10", name: "11", note: "12", namedAt: new Date(0) }],
        requests: [
          { survey: "13", name: "14", affiliation: "15", note: "16", askedAt: new Date(0) },
        ],
        surveys: [
          { invitation: "17", title: "18", invitedAt: new Date(0), answered: true },
          { invitation: "19", title: "20", invitedAt: new Date(0), answered: false },
        ],
        accountSince: new Date(0),
      }}
      path="/answer/address/21"
      refused
      erased
    />
  ),
  "being erased": <Erased />,
  "page before publication": <Preview title="1" synthesis={null} />,
  "place before submitting": <Others kind="private" title="1" />,
  "place before opening": <Others kind="unopened" title="1" />,
  "way on from a mail": <ContinueScreen token="t" to="quotes" name="1" title="2" />,
  "too many requests": <TooManyRequests seconds={3} />,
};

function render(view: ReactElement, language: Language, messages: object): string {
  return renderToStaticMarkup(
    <IntlProvider
      locale={language}
      messages={messages}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      {view}
    </IntlProvider>,
  );
}

/** The words that a reader or a screen reader meets. */
function wordsOf(html: string): string[] {
  const attributes = [...html.matchAll(/ (?:aria-label|alt|placeholder|title)="([^"]*)"/g)];
  const texts = html
    .replace(/<(?:textarea|script|style)[^>]*>[^<]*<\/[a-z]+>/g, "")
    .split(/<[^>]*>/);
  return [...attributes.map(([, words = ""]) => words), ...texts].filter((words) =>
    /\p{L}/u.test(words),
  );
}

/** The same messages between brackets, so that whatever stands outside of them comes from elsewhere. */
function bracketed(tree: object): object {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === "string" ? `⟦${value}⟧` : bracketed(value as object),
    ]),
  );
}

/** What stands outside of all brackets; one message may hold another, or elements between its words. */
function outsideOfBrackets(html: string): string {
  let depth = 0;
  const kept = html.split(/(<[^>]*>)/).map((part) => {
    if (part.startsWith("<")) return part.replace(/⟦[^⟧]*⟧/g, "");
    let outside = "";
    for (const character of part) {
      if (character === "⟦") depth += 1;
      else if (character === "⟧") depth -= 1;
      else if (depth === 0) outside += character;
    }
    return outside;
  });
  return kept.join("");
}

describe.each(Object.entries(views))("the expert's %s", (_, view) => {
  it("says nothing that is not in the catalogue", () => {
    const html = render(view, "en", bracketed(messagesOf("en")));
    const outside = outsideOfBrackets(html);
    expect(wordsOf(outside)).toEqual([]);
  });

  it.each(languages)("is whole in %s, without a raw key", (language) => {
    const html = render(view, language, messagesOf(language));
    expect(wordsOf(html).length).toBeGreaterThan(0);
    for (const words of wordsOf(html)) {
      expect(words).not.toMatch(
        /\b(?:first|head|form|question|consent|problems|review|receipt|works|values|quotes|goOn|others|data|preview)\.\w/,
      );
      expect(words).not.toMatch(/[{}⟦⟧]/);
    }
  });
});
