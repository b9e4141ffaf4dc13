using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Benchmarks;

/// <summary>Makes prompts from templates: compiled once, used from many threads.</summary>
public sealed class BenchmarkPrompts
{
    private readonly BenchmarkSettings _benchmark;
    private readonly SimulatedEndings _endings;
    private readonly PromptTemplate? _system;
    private readonly PromptTemplate _prompt;
    private readonly PromptTemplate _reply;
    private readonly PromptTemplate? _text;
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _exampleTexts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Sample>> _examples = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<Message>> _opening = new(StringComparer.Ordinal);

    private BenchmarkPrompts(BenchmarkSettings benchmark)
    {
        _benchmark = benchmark;
        _endings = Scorers.Find(benchmark.Scorer).Endings;
        _system = benchmark.System is { } system ? Parse(system, "system") : null;
        _prompt = Parse(benchmark.Prompt, "prompt");
        _reply = Parse(benchmark.FewShotReply, "few_shot reply");
        _text = benchmark.FewShotText is { } text ? Parse(text, "few_shot text") : null;
        Sha256 = HashOf(benchmark);
    }

    /// <summary>SHA-256 over everything that shapes a prompt besides the data: templates, shots, whether options are permuted.</summary>
    public string Sha256 { get; }

    /// <summary>Compiles the templates, loads the worked examples and tries everything on the first sample.</summary>
    /// <exception cref="SettingsException">
    /// A template cannot be read, names what is not there or goes beyond a prompt's budget, or there are too few worked examples.
    /// </exception>
    public static async Task<BenchmarkPrompts> OpenAsync(BenchmarkSettings benchmark, PinnedDataset data, CancellationToken cancel)
    {
        var prompts = new BenchmarkPrompts(benchmark);
        if (benchmark.Shots > 0)
            await prompts.LoadExamplesAsync(data, cancel);
        await foreach (var sample in DatasetReader.ReadAsync(benchmark, data, cancel))
        {
            prompts.Ask(sample, 1);
            if (benchmark.Shots == 0)
                break;
        }

        return prompts;
    }

    /// <summary>The hash without opening anything.</summary>
    public static string HashOf(BenchmarkSettings benchmark) =>
        ContentStore.Hex(
            SHA256.HashData(
                JsonSerializer.SerializeToUtf8Bytes(
                    (object?[])
                        [
                            benchmark.System,
                            benchmark.Prompt,
                            benchmark.Shots,
                            benchmark.Shots > 0 ? benchmark.FewShotReply : null,
                            benchmark.ShuffleChoices,
                            .. benchmark.FewShotText is { } text ? new[] { text } : [],
                        ]
                )
            )
        );

    /// <param name="sample">As the dataset gives it.</param>
    /// <param name="epoch">From 1.</param>
    /// <exception cref="SettingsException">A template fails on this sample; the message names file, field, line and sample.</exception>
    public Prompt Ask(Sample sample, int epoch)
    {
        var shown = ChoiceOrder.Shown(_benchmark, sample, epoch);
        var messages = new List<Message>();
        if (_system is not null && Render(_system, shown) is { Length: > 0 } system)
            messages.Add(new Message(MessageRole.System, system));
        if (_benchmark.Shots > 0 && _text is null)
            messages.AddRange(_opening.GetOrAdd(shown.Group ?? "", Opening));
        var examples = _text is null ? null : _exampleTexts.GetOrAdd(shown.Group ?? "", ExampleTexts);
        AddTurns(messages, shown.Turns);
        // A conversation may stand for itself.
        if (Render(_prompt, shown, examples: examples) is var prompt && (prompt.Length > 0 || shown.Turns.Count == 0))
            messages.Add(new Message(MessageRole.User, prompt));
        return new Prompt(messages, TargetOf(shown), shown, HintFor(shown, epoch));
    }

    // Many chat templates take one system message: that of the conversation goes behind the benchmark's own.
    private static void AddTurns(List<Message> messages, IReadOnlyList<Message> turns)
    {
        if (messages is [.., { Role: MessageRole.System } own] && turns is [{ Role: MessageRole.System } first, ..])
        {
            messages[^1] = own with { Text = $"{own.Text}\n\n{first.Text}" };
            messages.AddRange(turns.Skip(1));
        }
        else
            messages.AddRange(turns);
    }

    /// <summary>What the scorer of a sample gets to know, with the options in the order in which the sample has them.</summary>
    public static Target TargetOf(Sample shown) =>
        new(shown.Target) { Labels = [.. shown.Choices.Select((_, i) => ChoiceOrder.Letter(i))], Choices = shown.Choices };

    internal bool DiffersByEpoch(Sample sample) => ChoiceOrder.DiffersByEpoch(_benchmark, sample);

    internal SimulationHint HintFor(Sample shown, int epoch) => Simulations.HintFor(_benchmark.Id, _endings, shown, epoch);

    private PromptTemplate Parse(string text, string name)
    {
        try
        {
            return PromptTemplate.Parse(text, name);
        }
        catch (PromptException e)
        {
            throw Told(name, e, "cannot be read");
        }
    }

    private string Render(PromptTemplate template, Sample sample, bool withTarget = false, IReadOnlyList<string>? examples = null)
    {
        try
        {
            return template.Render(sample, withTarget, examples);
        }
        catch (PromptException e)
        {
            throw Told(template.Name, e, $"fails on sample '{sample.Id}'");
        }
    }

    private SettingsException Told(string template, PromptException wrong, string what) =>
        new(
            $"{Problems.Shown(Path.Combine(_benchmark.Folder, BenchmarkCatalog.FileName))}: '{template}', line {wrong.Line + 1} of the template, {what}: {wrong.Message}",
            wrong
        );

    private IReadOnlyList<Message> Opening(string group) =>
        [
            .. ExamplesOf(group)
                .SelectMany(e =>
                    new[]
                    {
                        new Message(MessageRole.User, Render(_prompt, e)),
                        new Message(MessageRole.Assistant, Render(_reply, e, withTarget: true)),
                    }
                ),
        ];

    private IReadOnlyList<string> ExampleTexts(string group) => [.. ExamplesOf(group).Select(e => Render(_text!, e, withTarget: true))];

    private List<Sample> ExamplesOf(string group)
    {
        var examples = _examples.TryGetValue(group, out var ofGroup) ? ofGroup : _examples.GetValueOrDefault("", []);
        return examples.Count >= _benchmark.Shots
            ? examples
            : throw new SettingsException(
                $"Benchmark '{_benchmark.Id}': {_benchmark.Shots} worked examples are asked for, and there are {examples.Count}"
                    + (group.Length > 0 ? $" in group '{group}'." : ".")
            );
    }

    private async Task LoadExamplesAsync(PinnedDataset data, CancellationToken cancel)
    {
        await foreach (var example in DatasetReader.ReadAsync(_benchmark.Id, data.FewShot!, cancel))
        {
            var group = example.Group ?? "";
            if (!_examples.TryGetValue(group, out var ofGroup))
                _examples[group] = ofGroup = [];
            if (ofGroup.Count < _benchmark.Shots)
                ofGroup.Add(example);
        }
    }
}
