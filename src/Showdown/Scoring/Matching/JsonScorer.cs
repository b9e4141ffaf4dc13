using System.Text.Json;
using Json.Schema;
using Showdown.Domain;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Matching;

/// <summary>
/// Answers in JSON: equal to the target, whatever the order of properties, blanks and the way to write a number; or, with the option <c>schema</c>,
/// valid by that JSON Schema, and then the target is not looked at.
/// </summary>
public sealed class JsonScorer : PureScorer
{
    private readonly JsonSchema? _schema;

    /// <exception cref="SettingsException">The schema is none.</exception>
    public JsonScorer(ScorerOptions options)
    {
        if (options.Json("schema") is not { } text)
            return;
        try
        {
            // A registry of its own: the package's own one would remember the schema's $id, and refuse it the next time.
            _schema = JsonSchema.FromText(text, new BuildOptions { SchemaRegistry = new SchemaRegistry() });
            _schema.Evaluate(JsonElement.Parse("null")); // finds what it refers to
        }
        // The package names no common type for what is wrong in a schema.
        catch (Exception e)
            when (e is JsonException or JsonSchemaException or RefResolutionException or ArgumentException or InvalidOperationException)
        {
            throw options.Mistake("schema", $"'schema' is no JSON Schema: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}.");
        }
    }

    public override string Name => "json";

    public override int Version => 1;

    public override Score Grade(string completion, Target target, bool cutOff = false)
    {
        var wanted = target.Value is null ? null : JsonText.Parse(target.Value);
        if (_schema is null && target.Value is not null && wanted is null)
            return Score.Unscored(null, $"the target {Quote.Of(target.Value)} is no JSON");
        if (JsonText.Find(FinalText.Of(completion)) is not { } found)
            return Score.Wrong(null, "there is no JSON in the answer");
        var answer = found.Value.GetRawText();
        var how = $"{found.How} {Quote.Of(answer)}";
        if (_schema is not null)
            return BySchema(_schema, found.Value, answer, how);
        if (wanted is not { } right)
            return Score.Unscored(answer, $"{how}; there is no target to compare with");
        return JsonDifference.Of(found.Value, right) is { } difference
            ? Score.Wrong(answer, $"{how}; {difference}")
            : Score.Right(answer, $"{how}, equal to the target");
    }

    private static Score BySchema(JsonSchema schema, JsonElement value, string answer, string how)
    {
        var result = schema.Evaluate(value, new EvaluationOptions { OutputFormat = OutputFormat.List });
        if (result.IsValid)
            return Score.Right(answer, $"{how}, valid by the schema");
        var mistake = (result.Details ?? [])
            .Where(d => d.Errors is not null)
            .SelectMany(d => d.Errors!.Values.Select(error => $"at {Quote.Of($"${d.InstanceLocation}")}: {Quote.Of(error)[1..^1]}"))
            .FirstOrDefault();
        return Score.Wrong(answer, $"{how}, not valid by the schema{(mistake is null ? "" : $" {mistake}")}");
    }
}
