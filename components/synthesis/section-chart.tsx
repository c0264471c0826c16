import type { ReactNode } from "react";
import { ChoiceChart } from "@/components/charts/choice-chart";
import { EstimateChart } from "@/components/charts/estimate-chart";
import { StanceChart } from "@/components/charts/stance-chart";
import type { Voice } from "@/components/charts/voices";
import type { Section, SynthesisAnswer } from "@/lib/core/synthesis/synthesis-schema";
import type { Links } from "./links";
import { isOfKind } from "./reading";
import { figureAnchor } from "./sourced-sentences";

type SectionChartProps = {
  section: Section;
  /** The answers to its question. */
  answers: readonly SynthesisAnswer[];
  links: Links;
  /** Ways to take the figure along. */
  share?: ReactNode;
};

/** The figure of a section under its finding; null for the kinds that have none. */
export function SectionChart({ section, answers, links, share }: SectionChartProps) {
  if (section.statistics.n === 0) return null;
  const { finding } = section;
  const voices = answers.flatMap((answer): Voice[] => {
    const anchor = links.dot(answer);
    return anchor === null ? [] : [{ anchor, name: answer.shownAs, value: answer.value }];
  });
  const common = {
    id: figureAnchor(section),
    title: (
      <>
        {finding.words} {finding.counts && <span>{finding.counts}</span>}
      </>
    ),
    share,
    voices,
  };
  if (isOfKind(section, "stance")) {
    const { question, statistics } = section;
    return <StanceChart {...common} question={question} statistics={statistics} />;
  }
  if (isOfKind(section, "choice")) {
    const { question, statistics } = section;
    return <ChoiceChart {...common} question={question} statistics={statistics} />;
  }
  if (isOfKind(section, "estimate")) {
    const { question, statistics } = section;
    return (
      <EstimateChart
        {...common}
        question={question}
        statistics={statistics}
        answers={answers}
        answerHref={links.answer}
      />
    );
  }
  return null;
}
