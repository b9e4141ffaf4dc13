using System.Runtime.CompilerServices;
using System.Text.Json;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Importing.Reading;

namespace Showdown.Importing.Formats;

/// <summary>
/// Logs of OpenAI Evals: JSONL whose first line is the <c>spec</c>, whose last is the <c>final_report</c>, and between them events of all samples
/// mixed:
/// <c>sampling</c>, <c>match</c>, <c>metrics</c>, <c>error</c>.
/// </summary>
internal sealed class OpenAiEvalsFormat : ResultFormat
{
    public override string Name => "openai-evals";

    public override string Program => "OpenAI Evals";

    public override IReadOnlyList<string> Preferred => ["correct", "score", "accuracy"];

    public override bool Recognizes(FileHead head) => head.First is { } first && (first.At("spec")?.Has("eval_name") ?? false);

    public override async IAsyncEnumerable<RecordedResult> ReadAsync(ResultFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Events of one sample lie anywhere: first it is found out which there are, then texts are read where they lie.
        var events = new Dictionary<string, Events>(StringComparer.Ordinal);
        var (model, task, facts, number) = ("", file.Stem, new Dictionary<string, string>(), 0);
        await foreach (var (place, line) in RecordReading.LinesAsync(file, cancel))
        {
            number++;
            RecordReading.At(
                place,
                () =>
                {
                    if (line.At("spec") is { } spec)
                        (model, task, facts) = Spec(spec, task);
                    else if (line.Text("sample_id") is { } sample)
                        (events.TryGetValue(sample, out var of) ? of : events[sample] = new Events()).Add(line, place, number);
                    return 0;
                }
            );
        }

        var bySampling = events.Where(e => e.Value.Sampling > 0).ToDictionary(e => e.Value.Sampling, e => e.Key);
        number = 0;
        await foreach (var (place, line) in RecordReading.LinesAsync(file, cancel))
        {
            if (bySampling.TryGetValue(++number, out var sample))
                yield return RecordReading.At(place, () => events[sample].Result(sample, line)) with
                {
                    Model = model,
                    Task = task,
                    Facts = facts,
                };
        }

        foreach (var (sample, of) in events.Where(e => e.Value is { Sampling: 0, SaysSomething: true }))
            yield return of.Result(sample, null) with
            {
                Model = model,
                Task = task,
                Facts = facts,
            };
    }

    private static (string Model, string Task, Dictionary<string, string> Facts) Spec(JsonElement spec, string stem)
    {
        var facts = new Dictionary<string, string>();
        if (spec.Text("created_at") is { Length: < 100 } created)
            facts["recorded"] = created;
        if (spec.Text("run_config", "seed") is { Length: < 100 } seed)
            facts["seed"] = seed;
        var models = spec.Items("completion_fns").Select(m => m.AsText()).OfType<string>().ToList();
        return (models.Count > 0 ? models[0] : stem, spec.Text("eval_name") ?? stem, facts);
    }

    /// <summary>What is kept of a sample until its texts are read.</summary>
    private sealed class Events
    {
        private readonly List<KeyValuePair<string, double?>> _scores = [];
        private string? _place;
        private string? _target;
        private string? _answer;
        private string? _error;

        /// <summary>The line of the last answer; 0: there is none.</summary>
        public int Sampling { get; private set; }

        public bool SaysSomething => _scores.Count > 0 || _error is not null;

        public void Add(JsonElement line, string place, int number)
        {
            _place ??= place;
            switch (line.Text("type"))
            {
                case "sampling":
                    Sampling = number;
                    break;
                case "match":
                    Score("correct", line.At("data", "correct")?.AsNumber());
                    _target = Short(line.At("data", "expected"));
                    _answer = Short(line.At("data", "picked") ?? line.At("data", "sampled"));
                    break;
                case "metrics":
                    foreach (var metric in line.Members("data").Where(m => m.Value.AsNumber() is not null))
                        Score(metric.Name, metric.Value.AsNumber());
                    break;
                case "error":
                    _error = line.Text("data", "message") ?? "the program recorded an error";
                    break;
            }
        }

        public RecordedResult Result(string sample, JsonElement? sampling) =>
            new()
            {
                Place = _place!,
                Model = "",
                Task = "",
                SampleId = sample,
                Input = sampling?.At("data", "prompt") switch
                {
                    { ValueKind: JsonValueKind.Array } messages => messages.EnumerateArray().LastOrDefault(m => m.Text("role") == "user")
                        is { ValueKind: JsonValueKind.Object } user
                        ? user.At("content")?.AsTextOrJson()
                        : messages.GetRawText(),
                    { } prompt => prompt.AsTextOrJson(),
                    null => null,
                },
                Prompt = sampling?.At("data", "prompt")?.AsTextOrJson(),
                Completion = sampling?.At("data", "sampled") switch
                {
                    { ValueKind: JsonValueKind.Array } several => several.EnumerateArray().FirstOrDefault().AsText(),
                    { } one => one.AsTextOrJson(),
                    null => null,
                },
                Target = _target,
                Answer = _answer,
                Error = _scores.Count == 0 ? _error : null,
                Scores = _scores,
                Usage = new Usage
                {
                    InputTokens = sampling?.Whole("data", "usage", "prompt_tokens"),
                    OutputTokens = sampling?.Whole("data", "usage", "completion_tokens"),
                },
                ServedModel = sampling?.Text("data", "model"),
            };

        private void Score(string name, double? value)
        {
            if (_scores.Exists(s => s.Key == name))
                throw new RowException(
                    $"'{name}' is recorded twice for one sample. Several scores of one sample cannot be told apart; import the log without them."
                );
            _scores.Add(KeyValuePair.Create(name, value));
        }

        private static string? Short(JsonElement? value) =>
            value?.AsTextOrJson() is { } text
                ? text.Length <= 4000
                    ? text
                    : text[..4000]
                : null;
    }
}
