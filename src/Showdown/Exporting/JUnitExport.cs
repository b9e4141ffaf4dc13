using System.Globalization;
using System.Xml;
using Showdown.Analysis.Facts;
using Showdown.Analysis.Gating;
using Showdown.Analysis.Wording;
using Showdown.Formatting;
using Showdown.Results;

namespace Showdown.Exporting;

/// <summary>
/// JUnit's XML, as build servers read it: a case for each gate and for each evaluation. A failed gate is a failure, an evaluation without a score an
/// error.
/// </summary>
internal static class JUnitExport
{
    public static async Task WriteAsync(RunResults results, IReadOnlyList<GateResult> gates, Stream output, CancellationToken cancel)
    {
        var run = results.Facts.Run;
        var job = run.Settings.Job.Name;
        await using var xml = XmlWriter.Create(
            output,
            new XmlWriterSettings
            {
                Indent = true,
                Async = true,
                NewLineChars = "\n",
                CheckCharacters = false,
                Encoding = new System.Text.UTF8Encoding(false),
            }
        );
        var failures = gates.Count(g => !g.IsPassed);
        var errors = results.Evaluations.Count(e => Error(e, run) is not null);
        var took = run.FinishedAt - run.CreatedAt;
        await xml.WriteStartDocumentAsync();
        Start(
            xml,
            "testsuites",
            ("name", $"showdown {job}"),
            ("tests", N(gates.Count + results.Evaluations.Count)),
            ("failures", N(failures)),
            ("errors", N(errors)),
            ("time", Seconds(took))
        );

        WriteGates(xml, run, gates);
        WriteEvaluations(xml, run, results.Evaluations);
        xml.WriteEndElement();
        await xml.WriteEndDocumentAsync();
        cancel.ThrowIfCancellationRequested();
    }

    private static void WriteGates(XmlWriter xml, RunRow run, IReadOnlyList<GateResult> gates)
    {
        Start(
            xml,
            "testsuite",
            ("name", "gates"),
            ("tests", N(gates.Count)),
            ("failures", N(gates.Count(g => !g.IsPassed))),
            ("errors", "0"),
            ("timestamp", Time(run.CreatedAt)),
            ("time", "0")
        );
        Properties(xml, run);
        foreach (var (gate, number) in gates.Select((g, i) => (g, i + 1)))
        {
            Start(xml, "testcase", ("classname", $"{run.Settings.Job.Name}.gates"), ("name", $"{number} {gate.On}"), ("time", "0"));
            if (!gate.IsPassed)
            {
                Start(xml, "failure", ("type", gate.On), ("message", gate.Sentence));
                xml.WriteEndElement();
            }
            else
                xml.WriteElementString("system-out", Clean(gate.Sentence));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void WriteEvaluations(XmlWriter xml, RunRow run, IReadOnlyList<EvaluationResult> evaluations)
    {
        Start(
            xml,
            "testsuite",
            ("name", "evaluations"),
            ("tests", N(evaluations.Count)),
            ("failures", "0"),
            ("errors", N(evaluations.Count(e => Error(e, run) is not null))),
            ("timestamp", Time(run.CreatedAt)),
            ("time", Seconds(run.FinishedAt - run.CreatedAt))
        );
        Properties(xml, run);
        foreach (var e in evaluations)
        {
            Start(
                xml,
                "testcase",
                ("classname", $"{run.Settings.Job.Name}.{e.Facts.Row.BenchmarkId}"),
                ("name", e.Facts.Row.ModelId),
                ("time", Seconds((e.Facts.Row.FinishedAt ?? run.FinishedAt) - run.CreatedAt))
            );
            if (Error(e, run) is { } error)
            {
                Start(xml, "error", ("type", "unscored"), ("message", error));
                xml.WriteEndElement();
            }
            xml.WriteElementString(
                "system-out",
                Clean(
                    $"score {Format.Percent(e.Score.Value)}, 95% interval {Format.Interval(e.Score.Low, e.Score.High)}; {e.Counts.Right} right, {(e.Counts.IsShare ? $"{e.Counts.Partial} partly right, " : "")}{e.Counts.Wrong} wrong, {e.Counts.Truncated} truncated, {e.Counts.Failed} failed, {e.Counts.Unscored} unscored, {e.Missing} missing"
                        + (e.Facts.Row.EndedEarly is { } end ? $"; {StopWords.Questions([e])} asked: {StopWords.Why(end)}" : "")
                        + (run.Settings.Model(e.Facts.Row.ModelId).IsSimulated ? "; simulated: no real model was asked" : "")
                        + (ImportWords.Short(run.Settings) is { } imported ? $"; {imported}: its models were not asked from here" : "")
                )
            );
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static string? Error(EvaluationResult e, RunRow run) =>
        e.Score.Value is null ? "nothing could be scored"
        : e.Facts.Row.FinishedAt is null && run.Status != RunStatus.Running
            ? $"{e.Missing} of {e.Facts.Row.Expected} attempts are missing{(run.Reason is { Length: > 0 } why ? ": " + why : "")}"
        : null;

    private static void Properties(XmlWriter xml, RunRow run)
    {
        xml.WriteStartElement("properties");
        foreach (
            var (name, value) in new[]
            {
                ("run", run.Id),
                ("status", run.Status.ToString().ToLowerInvariant()),
                ("simulated", run.Settings.IsSimulated ? "true" : "false"),
                ("imported_from", run.Settings.Import is { } import ? string.Join(", ", import.Programs) : ""),
                ("program", run.Settings.ProgramVersion),
            }
        )
        {
            Start(xml, "property", ("name", name), ("value", value));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Start(XmlWriter xml, string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(element);
        foreach (var (name, value) in attributes)
            xml.WriteAttributeString(name, Clean(value));
    }

    // XML has no way to write these characters at all.
    private static string Clean(string text) =>
        string.Concat(
            text.Select(
                (c, i) =>
                    XmlConvert.IsXmlChar(c)
                    || char.IsSurrogate(c)
                        && (
                            char.IsHighSurrogate(c)
                                ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
                                : i > 0 && char.IsHighSurrogate(text[i - 1])
                        )
                        ? c
                        : '\ufffd'
            )
        );

    private static string Seconds(TimeSpan? time) => Math.Max(0, time?.TotalSeconds ?? 0).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private static string N(int count) => count.ToString(CultureInfo.InvariantCulture);
}
