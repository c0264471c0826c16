import { notFound } from "next/navigation";
import { z } from "zod";
import { PerspectiveForm } from "@/components/answers/perspective";
import { loadPerspectivePage } from "@/lib/invitations/nominations/loaders";

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const faultSchema = z.enum(["name", "email", "length"]).nullable().catch(null);

export default async function PerspectivePage({ params, searchParams }: Props) {
  const survey = (await loadPerspectivePage((await params).slug)) ?? notFound();
  const fault = faultSchema.parse((await searchParams)["fault"] ?? null);
  return <PerspectiveForm survey={survey} sendsMail={survey.sendsMail} fault={fault} />;
}
