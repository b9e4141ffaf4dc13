using System.Collections.Concurrent;
using System.Text.Json;
using Json.Schema;
using Showdown.Domain;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Tools;

/// <summary>
/// Scores nothing: replies are compared with those of other hosts of the same model. Where tools are on offer the answer says whether calls came, and
/// whether they are as the protocol promises.
/// </summary>
/// <remarks>
/// What the K2 Vendor Verifier counts as valid: every call names a tool on offer, its arguments are JSON and keep the tool's JSON Schema.
/// </remarks>
public sealed class HostsScorer : Scorer
{
    public const string ScorerName = ScorerSettings.Hosts;

    /// <summary>Answers of attempts that offered tools.</summary>
    public const string Words = "words";
    public const string ValidCalls = "calls";
    public const string BrokenCalls = "calls, broken";

    private readonly ConcurrentDictionary<string, JsonSchema> _schemas = new(StringComparer.Ordinal);

    public override string Name => ScorerName;

    public override int Version => 1;

    public override ScorerKind Kind => ScorerKind.Compared;

    protected override ValueTask<Score> ScoreCoreAsync(ScorerInput input, CancellationToken cancel) => ValueTask.FromResult(Judge(input));

    private Score Judge(ScorerInput input)
    {
        if (input.Sample.Tools.Count == 0)
            return Score.Unscored(null, "compared with what other hosts say; nothing is scored");
        if (input.ToolCalls.Count == 0)
            return Score.Unscored(Words, "answered in words");
        var mistake = input.ToolCalls.Select(c => MistakeOf(c, input.Sample.Tools)).FirstOrDefault(m => m is not null);
        var names = string.Join(", ", input.ToolCalls.Take(5).Select(c => Quote.Of(c.Name)));
        return mistake is null
            ? Score.Unscored(ValidCalls, $"called {names}, as the schema says")
            : Score.Unscored(BrokenCalls, $"called {names}: {mistake}");
    }

    /// <returns>Null where the call is as it should be.</returns>
    private string? MistakeOf(ToolCall call, IReadOnlyList<Tool> offered)
    {
        if (offered.FirstOrDefault(t => t.Name == call.Name) is not { } tool)
            return $"there is no tool {Quote.Of(call.Name)}";
        try
        {
            using var arguments = JsonDocument.Parse(call.Arguments);
            var schema = _schemas.GetOrAdd(
                tool.Parameters,
                text => JsonSchema.FromText(text, new BuildOptions { SchemaRegistry = new SchemaRegistry() })
            );
            return schema.Evaluate(arguments.RootElement).IsValid ? null : $"the arguments {Quote.Of(call.Arguments)} break its schema";
        }
        catch (JsonException)
        {
            return $"the arguments {Quote.Of(call.Arguments)} are no JSON";
        }
    }
}
