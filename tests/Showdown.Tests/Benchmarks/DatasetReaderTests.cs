using System.IO.Compression;
using System.Text;
using System.Text.Json.Serialization;
using Parquet.Serialization;
using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Tests.Benchmarks;

public sealed partial class DatasetReaderTests : IDisposable
{
    private static readonly Dictionary<string, string> _ownNames = new()
    {
        ["id"] = "id",
        ["input"] = "input",
        ["target"] = "target",
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task JsonLines_GiveSamples_WithChoicesAndGroup()
    {
        var samples = await ReadAsync(
            "jsonl",
            "data.jsonl",
            """
            {"id": 7, "input": "Zwölf \u003cb\u003e?", "target": "B", "choices": ["x", "y"], "group": "g"}

            {"id": "8", "input": "open", "target": "true"}
            """,
            _ownNames
        );
        Assert.Equal(["7", "8"], samples.Select(s => s.Id));
        Assert.Equal("Zwölf <b>?", samples[0].Input);
        Assert.Equal(["x", "y"], samples[0].Choices);
        Assert.Equal(("g", null), (samples[0].Group, samples[1].Group));
        Assert.Equal("true", samples[1].Target);
    }

    [Fact]
    public async Task GzippedJsonLines_AreRead_WithFurtherFields()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            await gzip.WriteAsync(
                Encoding.UTF8.GetBytes("{\"task\": \"T/0\", \"prompt\": \"p\", \"entry_point\": \"f\", \"extra\": [1]}\n"),
                TestContext.Current.CancellationToken
            );
        await File.WriteAllBytesAsync(_folder["data.jsonl.gz"], packed.ToArray(), TestContext.Current.CancellationToken);
        var samples = await ReadFileAsync(
            "jsonl.gz",
            "data.jsonl.gz",
            new()
            {
                ["id"] = "task",
                ["input"] = "prompt",
                ["target"] = "=tests",
                ["entry_point"] = "entry_point",
            }
        );
        Assert.Equal(("T/0", "tests", "f"), (samples[0].Id, samples[0].Target, samples[0].Fields["entry_point"]));
    }

    [Fact]
    public async Task JsonArray_IsRead()
    {
        var samples = await ReadAsync(
            "json",
            "data.json",
            """[{"q": "a", "t": 1}, {"q": "b", "t": 2.50}]""",
            new() { ["input"] = "q", ["target"] = "t" }
        );
        Assert.Equal([("1", "a", "1"), ("2", "b", "2.50")], samples.Select(s => (s.Id, s.Input, s.Target)));
    }

    [Fact]
    public async Task CsvWithHeader_KeepsQuotesCommasAndLineBreaks()
    {
        var samples = await ReadAsync(
            "csv",
            "data.csv",
            "Question,A,B,Letter\r\n\"one, \"\"two\"\"\nthree\",1,2,B\r\n say \"hi\" , 1 ,2,A\r\n",
            new()
            {
                ["input"] = "Question",
                ["choices"] = "A\nB",
                ["target"] = "Letter",
            }
        );
        Assert.Equal("one, \"two\"\nthree", samples[0].Input);
        Assert.Equal(" say \"hi\" ", samples[1].Input);
        Assert.Equal([" 1 ", "2"], samples[1].Choices);
    }

    [Fact]
    public async Task CsvAndParquet_OfTheSameItems_GiveTheSameIdsAndSamples()
    {
        var csv = await ReadAsync(
            "csv",
            "art_test.csv",
            "q1,a,b,c,d,B\nq2,e,f,g,h,D\n",
            new()
            {
                ["id"] = "{group}/{group_row}",
                ["input"] = "1",
                ["choices"] = "2\n3\n4\n5",
                ["target"] = "6",
                ["group"] = "file | before:_test",
            }
        );
        MmluRow[] rows =
        [
            new()
            {
                Question = "q1",
                Subject = "art",
                Choices = ["a", "b", "c", "d"],
                Answer = 1,
            },
            new()
            {
                Question = "q2",
                Subject = "art",
                Choices = ["e", "f", "g", "h"],
                Answer = 3,
            },
        ];
        await ParquetSerializer.SerializeAsync(rows, _folder["test.parquet"], cancellationToken: TestContext.Current.CancellationToken);
        var parquet = await ReadFileAsync(
            "parquet",
            "test.parquet",
            new()
            {
                ["id"] = "{subject}/{group_row}",
                ["input"] = "question",
                ["choices"] = "choices",
                ["target"] = "answer | letter",
                ["group"] = "subject",
            }
        );
        Assert.Equal(["art/1", "art/2"], csv.Select(s => s.Id));
        Assert.Equivalent(csv, parquet, strict: true);
    }

    [Fact]
    public async Task Read_TakesWholeCharacters_HoweverTheyAreWritten_AndHalvesWhereNobodyLooks()
    {
        var samples = await ReadAsync(
            "jsonl",
            "data",
            """{"id": 1, "input": "\ud83d\ude00 😀 \\ud83d \\u0000", "target": "y", "unused": "\ud83d\u0000"}""",
            _ownNames
        );
        Assert.Equal(@"😀 😀 \ud83d \u0000", samples[0].Input);
    }

    [Fact]
    public async Task Read_TakesSeveralLettersOnOfferForATarget()
    {
        var samples = await ReadAsync(
            "jsonl",
            "data",
            "{\"id\": 1, \"input\": \"x\", \"target\": \"A, C\", \"choices\": [\"a\", \"b\", \"c\"]}\n",
            _ownNames
        );
        Assert.Equal("A, C", samples[0].Target);
        await Assert.ThrowsAsync<SettingsException>(() =>
            ReadAsync("jsonl", "more", "{\"id\": 1, \"input\": \"x\", \"target\": \"A, D\", \"choices\": [\"a\", \"b\", \"c\"]}\n", _ownNames)
        );
    }

    [Fact]
    public async Task PythonsNaNAndInfinity_DoNotHideTheRestOfALine()
    {
        var samples = await ReadAsync(
            "jsonl",
            "data.jsonl",
            "{\"id\": 1, \"input\": \"NaN \\\"NaN\\\" x\", \"target\": \"t\", \"args\": [NaN, -Infinity, Infinity]}\n",
            _ownNames
        );
        Assert.Equal("NaN \"NaN\" x", samples[0].Input);
    }

    [Fact]
    public async Task ALineStands_WhereItsOffsetSays_AlsoBehindAByteOrderMark()
    {
        _folder.Write("data.jsonl", "\uFEFF{\"a\": 1}\r\n\n{\"a\": \"é\"}\n{\"a\": 3}");
        var bytes = await File.ReadAllBytesAsync(_folder["data.jsonl"], TestContext.Current.CancellationToken);
        var data = new PinnedSource(new DatasetSource { Format = "jsonl" }, "", [new DataFile(_folder["data.jsonl"], "data.jsonl")]);
        var seen = new List<string>();
        await foreach (JsonRow row in RowReader.ReadAsync(data, TestContext.Current.CancellationToken))
            seen.Add($"{row.Place}: {Encoding.UTF8.GetString(bytes, (int)row.Offset, row.Raw.Length).TrimEnd()}");
        Assert.Equal(["1: {\"a\": 1}", "3: {\"a\": \"é\"}", "4: {\"a\": 3}"], seen);
    }

    [Fact]
    public void AnotherMap_GivesOtherSamples_OfTheSameFile()
    {
        PinnedDataset Data(string input) =>
            new()
            {
                Data = new PinnedSource(
                    new DatasetSource
                    {
                        Format = "jsonl",
                        Map = new Dictionary<string, string>(_ownNames) { ["input"] = input },
                    },
                    new string('1', 64),
                    []
                ),
            };
        Assert.Equal(Data("a").SamplesSha256, Data("a").SamplesSha256);
        Assert.NotEqual(Data("a").SamplesSha256, Data("b").SamplesSha256);
    }

    [Theory]
    [InlineData("a | after:####", "work #### 1 #### 42 ", "42")]
    [InlineData("a | after:#### | plain-number", "#### $1,234", "1234")]
    [InlineData("a | before:\nPlease", "text\nPlease box", "text")]
    [InlineData("a | letter", "3", "D")]
    [InlineData("a | boxed", @"so \boxed{1} and \boxed{\frac{1}{2}}.", @"\frac{1}{2}")]
    [InlineData("a | boxed", @"so $\boxed 7$.", "7")]
    [InlineData("=constant", "", "constant")]
    [InlineData("x-{a}-{row}", "v", "x-v-1")]
    public async Task Rules_MakeAFieldFromAnother(string rule, string value, string expected)
    {
        var line = System.Text.Json.JsonSerializer.Serialize(new { a = value });
        var samples = await ReadAsync("jsonl", "data.jsonl", line, new() { ["input"] = "=q", ["target"] = rule });
        Assert.Equal(expected, samples[0].Target);
    }

    /// <summary>The columns of cais/mmlu.</summary>
    private sealed class MmluRow
    {
        [JsonPropertyName("question")]
        public string? Question { get; set; }

        [JsonPropertyName("subject")]
        public string? Subject { get; set; }

        [JsonPropertyName("choices")]
        public List<string>? Choices { get; set; }

        [JsonPropertyName("answer")]
        public long Answer { get; set; }
    }

    private Task<List<Sample>> ReadAsync(string format, string name, string text, Dictionary<string, string> map)
    {
        _folder.Write(name, text);
        return ReadFileAsync(format, name, map);
    }

    private async Task<List<Sample>> ReadFileAsync(string format, string name, Dictionary<string, string> map)
    {
        var source = new DatasetSource
        {
            File = name,
            Format = format,
            Map = map,
        };
        var data = new PinnedSource(source, new string('0', 64), [new DataFile(_folder[name], name)]);
        return await DatasetReader.ReadAsync("test", data, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }
}
