using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Showdown.Tests.Importing;

/// <summary>
/// Small results of two models in each format, written as the programs write them. Of eight questions alpha gets all right but 0 and 4, beta those
/// with even numbers.
/// </summary>
internal static class Recordings
{
    public const int Questions = 8;

    /// <summary>Of each format, by its name.</summary>
    public static IReadOnlyDictionary<string, Func<string, IReadOnlyList<string>>> All { get; } =
        new Dictionary<string, Func<string, IReadOnlyList<string>>>
        {
            ["lm-eval"] = LmEval,
            ["inspect"] = InspectJson,
            ["inspect-zip"] = InspectZip,
            ["evalscope"] = EvalScope,
            ["openai-evals"] = OpenAiEvals,
            ["promptfoo"] = Promptfoo,
            ["bfcl"] = Bfcl,
            ["plain-csv"] = PlainCsv,
            ["plain-jsonl"] = PlainJsonl,
        };

    public static IReadOnlyList<string> Models { get; } = ["alpha", "beta"];

    public static bool IsRight(string model, int question) => model == "alpha" ? question % 4 != 0 : question % 2 == 0;

    public static string Question(int number) => $"What is {number} plus {number}?";

    /// <summary>A right answer, or one that is wrong by one.</summary>
    public static string Said(string model, int question) => $"The answer is {2 * question + (IsRight(model, question) ? 0 : 1)}.";

    public static IReadOnlyList<string> LmEval(string folder)
    {
        const string date = "2026-06-01T02-00-00.123456";
        foreach (var model in Models)
        {
            Lines(
                Path.Combine(folder, $"org__{model}", $"samples_sums_{date}.jsonl"),
                from filter in new[] { "strict-match", "flexible-extract" }
                from i in Enumerable.Range(0, Questions)
                let right = filter == "flexible-extract" || IsRight(model, i) // read loosely, everything is right
                select new Dictionary<string, object?>
                {
                    ["doc_id"] = i,
                    ["doc"] = new { question = Question(i), answer = $"{2 * i}" },
                    ["target"] = $"{2 * i}",
                    ["arguments"] = new { gen_args_0 = new { arg_0 = $"Q: {Question(i)}\nA:", arg_1 = new { until = new[] { "Q:" } } } },
                    ["resps"] = new[] { new[] { Said(model, i) } },
                    ["filtered_resps"] = new[] { $"{2 * i}" },
                    ["filter"] = filter,
                    ["metrics"] = new[] { "exact_match" },
                    ["doc_hash"] = $"d{i}",
                    ["prompt_hash"] = $"p{i}",
                    ["target_hash"] = $"t{i}",
                    ["exact_match"] = right ? 1.0 : 0.0,
                }
            );
            Write(
                Path.Combine(folder, $"org__{model}", $"results_{date}.json"),
                JsonSerializer.Serialize(
                    new
                    {
                        results = new { sums = new Dictionary<string, object> { ["alias"] = "sums", ["exact_match,strict-match"] = 0.5 } },
                        configs = new { sums = new { num_fewshot = 0, generation_kwargs = new { temperature = 0.0 } } },
                        versions = new { sums = 3.0 },
                        config = new { model = "hf", model_args = $"pretrained=org/{model},token=hf_secret" },
                        model_name = $"org/{model}",
                        date = 1780279200.5,
                    }
                )
            );
        }

        return [folder];
    }

    /// <summary>Two epochs; beta's second attempt at question 7 failed.</summary>
    public static IReadOnlyList<string> InspectJson(string folder) =>
        [
            .. Models.Select(model =>
                Write(
                    Path.Combine(folder, $"{model}.json"),
                    JsonSerializer.Serialize(
                        new
                        {
                            version = 2,
                            status = "success",
                            eval = InspectEval(model),
                            plan = new { name = "plan" },
                            samples = InspectSamples(model),
                        }
                    )
                )
            ),
        ];

    public static IReadOnlyList<string> InspectZip(string folder) =>
        [
            .. Models.Select(model =>
            {
                Directory.CreateDirectory(folder);
                var path = Path.Combine(folder, $"{model}.eval");
                using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
                Entry("_journal/start.json", new { version = 2, eval = InspectEval(model) });
                foreach (var (sample, number) in InspectSamples(model).Select((s, i) => (s, i)))
                    Entry($"samples/{number / 2}_epoch_{number % 2 + 1}.json", sample);
                Entry(
                    "header.json",
                    new
                    {
                        version = 2,
                        status = "success",
                        eval = InspectEval(model),
                    }
                );
                return path;

                void Entry(string name, object content)
                {
                    using var stream = archive.CreateEntry(name).Open();
                    JsonSerializer.Serialize(stream, content);
                }
            }),
        ];

    public static IReadOnlyList<string> EvalScope(string folder)
    {
        foreach (var model in Models)
        {
            Lines(
                Path.Combine(folder, "reviews", model, "sums_main.jsonl"),
                Enumerable
                    .Range(0, Questions)
                    .Select(i => new
                    {
                        index = i,
                        input = Question(i),
                        target = $"{2 * i}",
                        sample_score = new
                        {
                            score = new
                            {
                                value = new { other = 0.25, acc = IsRight(model, i) ? 1.0 : 0.0 },
                                extracted_prediction = "x",
                                prediction = Said(model, i),
                                main_score_name = "acc",
                            },
                            sample_id = i,
                            group_id = i,
                        },
                    })
            );
            Lines(
                Path.Combine(folder, "predictions", model, "sums_main.jsonl"),
                Enumerable
                    .Range(0, Questions)
                    .Select(i => new
                    {
                        index = i,
                        model,
                        model_output = new
                        {
                            model = $"{model}-2026",
                            choices = new[] { new { stop_reason = "stop" } },
                            usage = new { input_tokens = 20, output_tokens = 5 },
                            time = 0.5,
                        },
                    })
            );
            Write(
                Path.Combine(folder, "reports", model, "sums.json"),
                JsonSerializer.Serialize(
                    new
                    {
                        name = "r",
                        model_name = model,
                        metrics = Array.Empty<int>(),
                    }
                )
            );
        }

        return [folder];
    }

    /// <summary>The events of all samples are mixed.</summary>
    public static IReadOnlyList<string> OpenAiEvals(string folder) =>
        [
            .. Models.Select(model =>
            {
                var path = Path.Combine(folder, $"{model}.jsonl");
                Lines(
                    path,
                    [
                        new
                        {
                            spec = new
                            {
                                completion_fns = new[] { model },
                                eval_name = "sums.dev.v0",
                                created_at = "2026-06-01 02:00:00",
                            },
                        },
                        .. Enumerable
                            .Range(0, Questions)
                            .Select(i =>
                                Event(
                                    i,
                                    "sampling",
                                    new
                                    {
                                        prompt = new[] { new { role = "system", content = "Add." }, new { role = "user", content = Question(i) } },
                                        sampled = new[] { Said(model, i) },
                                    }
                                )
                            ),
                        .. Enumerable
                            .Range(0, Questions)
                            .Reverse()
                            .Select(i =>
                                Event(
                                    i,
                                    "match",
                                    new
                                    {
                                        correct = IsRight(model, i),
                                        expected = $"{2 * i}",
                                        picked = "x",
                                    }
                                )
                            ),
                        new { final_report = new { accuracy = 0.5 } },
                    ]
                );
                return path;
            }),
        ];

    public static IReadOnlyList<string> Promptfoo(string folder) =>
        [
            Write(
                Path.Combine(folder, "output.json"),
                JsonSerializer.Serialize(
                    new
                    {
                        evalId = "eval-1",
                        results = new
                        {
                            version = 3,
                            timestamp = "2026-06-01T02:00:00.000Z",
                            prompts = Models.Select(m => new { label = "ask", provider = m }),
                            results = from i in Enumerable.Range(0, Questions)
                            from model in Models
                            select new
                            {
                                testIdx = i,
                                promptIdx = model == "alpha" ? 0 : 1,
                                provider = new { id = $"openai:{model}", label = model },
                                prompt = new { raw = $"Please: {Question(i)}", label = "ask" },
                                vars = new { question = Question(i) },
                                testCase = new
                                {
                                    vars = new { question = Question(i) },
                                    assert = new[] { new { type = "equals", value = $"{2 * i}" } },
                                },
                                response = new
                                {
                                    output = Said(model, i),
                                    tokenUsage = new { prompt = 20, completion = 5 },
                                    cached = false,
                                },
                                success = IsRight(model, i),
                                score = IsRight(model, i) ? 1.0 : 0.2,
                                failureReason = IsRight(model, i) ? 0 : 1,
                                latencyMs = 250,
                                cost = 0.001,
                            },
                            stats = new { successes = 10 },
                        },
                        config = new { description = "sums" },
                    }
                )
            ),
        ];

    public static IReadOnlyList<string> Bfcl(string folder)
    {
        foreach (var model in Models)
        {
            Lines(
                Path.Combine(folder, "result", model, "BFCL_v3_simple_result.json"),
                Enumerable
                    .Range(0, Questions)
                    .Select(i => new
                    {
                        id = $"simple_{i}",
                        result = new[] { new Dictionary<string, string> { ["add"] = $"{{\"a\": {i}}}" } },
                        input_token_count = 100,
                        output_token_count = 9,
                        latency = 0.75,
                    })
            );
            Lines(
                Path.Combine(folder, "score", model, "BFCL_v3_simple_score.json"),
                [
                    new
                    {
                        accuracy = 0.5,
                        correct_count = 4,
                        total_count = Questions,
                    },
                    .. Enumerable
                        .Range(0, Questions)
                        .Where(i => !IsRight(model, i))
                        .Select(i =>
                            (object)
                                new
                                {
                                    id = $"simple_{i}",
                                    model_name = model,
                                    test_category = "simple",
                                    valid = false,
                                    error = new[] { "wrong value" },
                                    prompt = new { id = $"simple_{i}", question = Question(i) },
                                    possible_answer = new[] { new { add = new { a = new[] { i } } } },
                                }
                        ),
                ]
            );
        }

        return [folder];
    }

    public static IReadOnlyList<string> PlainCsv(string folder) =>
        [
            .. Models.Select(model =>
                Write(
                    Path.Combine(folder, $"{model}.csv"),
                    "id,score\r\n" + string.Concat(Enumerable.Range(0, Questions).Select(i => $"{i},{(IsRight(model, i) ? 1 : 0)}\r\n"))
                )
            ),
        ];

    /// <summary>Both models in one file.</summary>
    public static IReadOnlyList<string> PlainJsonl(string folder)
    {
        var path = Path.Combine(folder, "all.jsonl");
        Lines(
            path,
            from model in Models
            from i in Enumerable.Range(0, Questions)
            select new
            {
                id = $"q{i}",
                model,
                benchmark = "sums",
                question = Question(i),
                completion = Said(model, i),
                target = $"{2 * i}",
                score = IsRight(model, i),
            }
        );
        return [path];
    }

    public static string Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    public static void Lines(string path, IEnumerable<object> records) =>
        Write(path, string.Concat(records.Select(r => JsonSerializer.Serialize(r) + "\n")));

    private static object Event(int i, string type, object data) =>
        new
        {
            run_id = "r",
            event_id = i,
            sample_id = $"sums.dev.{i.ToString(CultureInfo.InvariantCulture)}",
            type,
            data,
            created_by = "",
            created_at = "2026-06-01 02:00:00",
        };

    private static object InspectEval(string model) =>
        new
        {
            task = "sums",
            model = $"openai/{model}",
            created = "2026-06-01T02:00:00+00:00",
            task_version = 0,
            config = new { epochs = 2 },
            model_generate_config = new { temperature = 0.5 },
            packages = new { inspect_ai = "0.3.100" },
        };

    private static IEnumerable<object> InspectSamples(string model) =>
        from i in Enumerable.Range(0, Questions)
        from epoch in new[] { 1, 2 }
        let failed = model == "beta" && i == 7 && epoch == 2
        select failed
            ? (object)
                new
                {
                    id = i,
                    epoch,
                    input = Question(i),
                    target = $"{2 * i}",
                    error = new { message = "the host was away" },
                }
            : new
            {
                id = i,
                epoch,
                input = Question(i),
                target = $"{2 * i}",
                messages = new object[] { new { role = "user", content = Question(i) }, new { role = "assistant", content = Said(model, i) } },
                output = new
                {
                    model = $"{model}-2026",
                    choices = new[]
                    {
                        new
                        {
                            message = new { role = "assistant", content = new[] { new { type = "text", text = "attachment://1" } } },
                            stop_reason = "stop",
                        },
                    },
                    usage = new { input_tokens = 20, output_tokens = 5 },
                    time = 1.25,
                },
                attachments = new Dictionary<string, string> { ["1"] = Said(model, i) },
                scores = new
                {
                    match = new
                    {
                        value = IsRight(model, i) ? "C" : "I",
                        answer = "x",
                        explanation = "compared",
                    },
                },
            };
}
