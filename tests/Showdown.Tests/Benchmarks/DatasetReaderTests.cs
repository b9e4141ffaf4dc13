using System.IO.Compression;
using System.Text;
using System.Text.Json.Serialization;
using Parquet.Serialization;
using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Tests.Benchmarks;

public sealed class DatasetReaderTests : IDisposable
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

    [Theory]
    [InlineData(
        "jsonl",
        "{\"id\": 1, \"input\": \"x\", \"target\": \"y\"}\n{\"id\": 2, \"input\": \"x\"}\n",
        "data(2): 'target' is missing. There is: 'id', 'input'."
    )]
    [InlineData("jsonl", "{\"id\": 1, \"input\": \"x\", \"target\": null}\n", "data(1): 'target' is missing.")]
    [InlineData("jsonl", "{\"id\": 1, \"input\": \"x\", \"target\": [1]}\n", "data(1): 'target' is a list, and a text is expected.")]
    [InlineData("jsonl", "{\"id\": 1\n", "data(1) is not valid JSON")]
    [InlineData("jsonl", "[1]\n", "data(1) is no record")]
    [InlineData(
        "jsonl",
        "{\"id\": 1, \"input\": \"x\", \"target\": \"y\"}\n{\"id\": 1, \"input\": \"x\", \"target\": \"y\"}\n",
        "data(2): the id '1' was there before."
    )]
    [InlineData(
        "jsonl",
        "{\"id\": 1, \"input\": \"x\", \"target\": \"E\", \"choices\": [\"a\", \"b\"]}\n",
        "data(1): the target is 'E', and must be the letter of one of the 2 options."
    )]
    [InlineData("jsonl", "\n\n", "holds no record")]
    [InlineData("jsonl.gz", "plain text\n", "data is no gzip file")]
    [InlineData("json", "{\"id\": 1}", "is not valid JSON, or no list")]
    [InlineData("csv", "id,input,target\n1,x\n", "data(2): 2 columns, and the first row has 3.")]
    [InlineData("csv", "id,input,target\n1,\"x,y\n", "data(2): a quote is opened and never closed.")]
    [InlineData("parquet", "PAR0", "data is no Parquet file")]
    public async Task Read_NamesFileAndLine_WhenARecordIsWrong(string format, string text, string says)
    {
        var e = await Assert.ThrowsAsync<SettingsException>(() => ReadAsync(format, "data", text, _ownNames));
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jsonl", "{\"id\": 1, \"input\": \"caf\u00e9\", \"target\": \"y\"}\n", "data(1): byte 24 (hexadecimal E9) is no UTF-8.")]
    [InlineData(
        "jsonl",
        "{\"id\": 1, \"input\": \"x\", \"target\": \"y\"}\n{\"id\": 2, \"other\": \"\u00e9\"}\n",
        "data(2): byte 21 (hexadecimal E9) is no UTF-8."
    )]
    [InlineData("json", "[{\"id\": 1, \"input\": \"caf\u00e9\", \"target\": \"y\"}]", "data(item 1): 'input' is no UTF-8.")]
    [InlineData("csv", "id,input,target\n1,x,y\n2,caf\u00e9,y\n", "data(3): byte 6 (hexadecimal E9) is no UTF-8.")]
    public async Task Read_NamesTheByte_OfAFileInAnotherEncoding(string format, string text, string says)
    {
        await File.WriteAllBytesAsync(_folder["data"], Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken);
        var e = await Assert.ThrowsAsync<SettingsException>(() => ReadFileAsync(format, "data", _ownNames));
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
        Assert.Contains("Save it as UTF-8.", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jsonl", """{"id": 1, "input": "a \ud83d b", "target": "y"}""", "data(1): 'input' holds half a character")]
    [InlineData("jsonl", """{"id": 1, "input": "x", "target": "\ude00"}""", "data(1): 'target' holds half a character")]
    [InlineData("jsonl", """{"id": 1, "input": "x", "target": "A", "choices": ["\ud83d", "b"]}""", "data(1): 'choices' holds half a character")]
    [InlineData("json", """[{"id": 1, "input": "\ud83d", "target": "y"}]""", "data(item 1): 'input' holds half a character")]
    [InlineData("jsonl", """{"id": 1, "input": "a\u0000b", "target": "y"}""", "data(1): 'input' holds a NUL character")]
    [InlineData("jsonl", """{"id": "1\u0000", "input": "x", "target": "y"}""", "data(1): 'id' holds a NUL character")]
    [InlineData("jsonl", """{"id": 1, "input": "x", "target": "A", "choices": ["a\u0000", "b"]}""", "data(1): 'choices' holds a NUL character")]
    [InlineData("csv", "id,input,target\n1,a\0b,y\n", "data(2): 'input' holds a NUL character")]
    public async Task Read_NamesTheField_WhoseTextCannotBeStored(string format, string text, string says)
    {
        var e = await Assert.ThrowsAsync<SettingsException>(() => ReadAsync(format, "data", text, _ownNames));
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
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
    public async Task Read_SaysSo_WhereverAParquetFileIsDamaged()
    {
        MmluRow[] rows =
        [
            .. Enumerable
                .Range(0, 300)
                .Select(i => new MmluRow
                {
                    Question = $"question {i * 7919}",
                    Subject = "art",
                    Choices = ["a", "b", $"{i}", "d"],
                    Answer = i % 4,
                }),
        ];
        await ParquetSerializer.SerializeAsync(rows, _folder["whole"], cancellationToken: TestContext.Current.CancellationToken);
        var whole = await File.ReadAllBytesAsync(_folder["whole"], TestContext.Current.CancellationToken);
        for (var part = 0; part < 20; part++)
        {
            // The footer tells where everything is: with it gone, or with the pages gone that it tells of, there is nothing to read.
            var cut = whole.Length * part / 20;
            await AssertDamagedAsync(whole[..cut]);
            await AssertDamagedAsync([.. whole[..4], .. new byte[part * 50], .. whole[^Math.Min(whole.Length - 4, 12)..]]);
        }

        async Task AssertDamagedAsync(byte[] bytes)
        {
            await File.WriteAllBytesAsync(_folder["test.parquet"], bytes, TestContext.Current.CancellationToken);
            var e = await Assert.ThrowsAsync<SettingsException>(() =>
                ReadFileAsync("parquet", "test.parquet", new() { ["input"] = "question", ["target"] = "subject" })
            );
            Assert.StartsWith("Benchmark 'test': test.parquet", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    public async Task ALine_HasACeiling(int length)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"first\n{new string('x', length)}\nlast"));
        var lines = new ByteLines(stream, longest: 1 << 20);
        await lines.NextAsync(TestContext.Current.CancellationToken);
        if (length == 1 << 20)
            Assert.Equal(length, (await lines.NextAsync(TestContext.Current.CancellationToken))!.Value.Length);
        else
            Assert.Contains(
                "(2): the line is longer than 1 MB",
                (await Assert.ThrowsAsync<RecordTooLongException>(async () => await lines.NextAsync(TestContext.Current.CancellationToken))).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task AGzipFile_OfOneLineThatNeverEnds_IsTold()
    {
        await using (var gzip = new GZipStream(File.Create(_folder["data"]), CompressionLevel.Fastest))
        {
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)'x');
            for (var i = 0; i < (ByteLines.Longest >> 20) + 2; i++)
                await gzip.WriteAsync(block, TestContext.Current.CancellationToken);
        }

        var e = await Assert.ThrowsAsync<SettingsException>(() => ReadFileAsync("jsonl.gz", "data", _ownNames));
        Assert.Contains("data(1): the line is longer than 256 MB", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnItemOfAJsonList_HasACeiling()
    {
        using var stream = new MemoryStream(new byte[100]);
        using var record = new BoundedRecord(stream, longest: 60);
        var buffer = new byte[40];
        Assert.Equal(40, await record.ReadAsync(buffer, TestContext.Current.CancellationToken));
        record.Begin();
        Assert.Equal(40, await record.ReadAsync(buffer, TestContext.Current.CancellationToken));
        stream.Position = 0;
        await Assert.ThrowsAsync<RecordTooLongException>(async () => await record.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Read_RefusesMoreOptionsThanLetters()
    {
        var choices = string.Join(", ", Enumerable.Range(1, 27).Select(i => $"\"option {i}\""));
        var e = await Assert.ThrowsAsync<SettingsException>(() =>
            ReadAsync("jsonl", "data", $"{{\"id\": 1, \"input\": \"x\", \"target\": \"B\", \"choices\": [{choices}]}}\n", _ownNames)
        );
        Assert.Contains("data(1): there are 27 options, and letters go from A to Z: give at most 26.", e.Message, StringComparison.Ordinal);
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
