using Showdown.Domain;
using Showdown.Judging;
using Showdown.Judging.Passports;

namespace Showdown.Tests.Judging;

public sealed class LabelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pairs_AreRead()
    {
        var labels = await ReadAsync(
            """
            {"prompt": "p", "first": "a", "second": "b", "better": "first", "set": "tone", "id": 7, "reference": "r", "more": []}

            {"prompt": "p", "first": "a", "second": "c", "better": 2}
            {"prompt": "p", "first": "a", "second": "d", "better": "Tie"}
            """
        );
        Assert.Equal(
            [("tone", "7", PairOutcome.First), ("own", "line 3", PairOutcome.Second), ("own", "line 4", PairOutcome.Tie)],
            labels.Pairs.Select(p => (p.Set, p.Id, p.Pair.Better!.Value))
        );
        Assert.Equal(("labels.jsonl", "r"), (labels.Name, labels.Pairs[0].Pair.Reference));
        var two = labels.Limited(2);
        Assert.Equal(("labels.jsonl, 2 of 3 pairs", 2), (two.Name, two.Pairs.Count));
        Assert.Equal(two.Pairs[0].Id, labels.Limited(1).Pairs[0].Id);
        Assert.Equal(labels.Sha256, labels.Limited(3).Sha256);
        Assert.NotEqual(labels.Sha256, two.Sha256);
    }

    [Theory]
    [InlineData("", "holds no pair. A line looks like")]
    [InlineData("[]", "labels.jsonl(1): is no JSON object.")]
    [InlineData("{", "labels.jsonl(1): is no JSON:")]
    [InlineData("""{"prompt": "\ud83d", "first": "a", "second": "b", "better": 1}""", "labels.jsonl(1): is no JSON:")]
    [InlineData("""{"prompt": "p", "first": "a", "better": "first"}""", "labels.jsonl(1): 'second' is missing, or is no text.")]
    [InlineData("""{"prompt": "p", "first": "a", "second": "b"}""", "labels.jsonl(1): 'better' is missing.")]
    [InlineData(
        """{"prompt": "p", "first": "a", "second": "b", "better": "left"}""",
        "'better' is \"left\", and must be \"first\", \"second\" or \"tie\"."
    )]
    public async Task Mistakes_AreToldWithTheLine(string text, string expected)
    {
        var mistake = await Assert.ThrowsAsync<SettingsException>(() => ReadAsync(text));
        Assert.Contains(expected, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsNotThere_IsTold() =>
        Assert.StartsWith(
            "There is no file",
            (await Assert.ThrowsAsync<SettingsException>(() => LabelFile.ReadAsync(_folder["none.jsonl"], Cancel))).Message,
            StringComparison.Ordinal
        );

    private async Task<LabelledPairs> ReadAsync(string text)
    {
        var path = _folder["labels.jsonl"];
        await File.WriteAllTextAsync(path, text, Cancel);
        return await LabelFile.ReadAsync(path, Cancel);
    }
}
