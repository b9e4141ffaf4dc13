using Showdown.Domain;

namespace Showdown.Tests.Pages;

/// <summary>A made-up model: its settings and how it fares.</summary>
internal sealed record FixtureModel(ModelSettings Settings)
{
    /// <summary>Log-odds of a right answer to a question of middling difficulty.</summary>
    public Func<string, double> Skill { get; init; } = _ => 0.5;

    public double Failed { get; init; }

    public double Truncated { get; init; }

    public double Unscored { get; init; }

    public double Missing { get; init; }

    public double FirstToken { get; init; } = 0.5;

    public double TokensPerSecond { get; init; } = 60;

    public bool Reasons { get; init; }

    public static FixtureModel Kimi() =>
        new(
            new ModelSettings
            {
                Id = "kimi-k2",
                Family = "Kimi K2",
                Connector = Connector.OpenAi,
                Endpoint = "https://inference.example/v1",
                Model = "moonshotai/kimi-k2-0905",
                ApiKey = "${EXAMPLE_KEY}",
                ContextWindow = 262144,
                Sampling = new Sampling
                {
                    Temperature = 0.6,
                    TopP = 0.95,
                    MaxOutputTokens = 8192,
                },
                Price = new Price(0.57m, 2.30m) { AsOf = new DateOnly(2026, 6, 29) },
                Facts = new ModelFacts
                {
                    OpenWeights = true,
                    Licence = "Modified MIT",
                    Architecture = "MoE, 1T total, 32B active",
                    Variant = "instruct",
                },
            }
        )
        {
            Skill = b =>
                b switch
                {
                    "aime-2025" => 0.1,
                    "gsm8k" => 4.2,
                    _ => 2.3,
                },
            Truncated = 0.02,
            Failed = 0.002,
            FirstToken = 0.53,
            TokensPerSecond = 47,
        };

    public static FixtureModel Maverick() =>
        new(
            new ModelSettings
            {
                Id = "llama-4-maverick",
                Family = "Llama 4 Maverick",
                Connector = Connector.OpenAi,
                Endpoint = "https://inference.example/v1",
                Model = "meta-llama/llama-4-maverick",
                ApiKey = "${EXAMPLE_KEY}",
                ContextWindow = 1048576,
                Sampling = new Sampling
                {
                    Temperature = 0.6,
                    TopP = 0.95,
                    MaxOutputTokens = 8192,
                },
                Price = new Price(0.18m, 0.60m) { AsOf = new DateOnly(2026, 6, 29) },
                Facts = new ModelFacts
                {
                    OpenWeights = true,
                    Licence = "Llama 4 Community",
                    Architecture = "MoE, 400B total, 17B active",
                    Variant = "instruct",
                },
            }
        )
        {
            Skill = b =>
                b switch
                {
                    "aime-2025" => -1.9,
                    "gsm8k" => 3.9,
                    _ => 2.1,
                },
            Truncated = 0.005,
            Failed = 0.001,
            Unscored = 0.001,
            FirstToken = 0.41,
            TokensPerSecond = 118,
        };
}

/// <summary>A made-up benchmark: its settings and its questions.</summary>
internal sealed record FixtureBenchmark(BenchmarkSettings Settings, int Epochs, double Tokens, IReadOnlyList<Sample> Samples)
{
    private static readonly string[] _subjects =
    [
        "anatomy",
        "astronomy",
        "business_ethics",
        "college_physics",
        "econometrics",
        "global_facts",
        "international_law",
        "jurisprudence",
        "marketing",
        "philosophy",
        "virology",
        "world_religions",
    ];

    public BenchmarkPin Pin =>
        new()
        {
            DatasetSha256 = "b4e273c0a1f35d8296e4c7b0318d5f6a92e7cc4010fb8d6ea35791c2d4f60b8e",
            PromptSha256 = "90fe1c77d2ab34650e8f19cc53b7a8e2416d0f9357ba8c12e6d4073f58a92c1b",
            Scorer = Settings.Scorer.Name,
            ScorerVersion = 2,
        };

    public FixtureBenchmark For(Capability capability) => this with { Settings = Settings with { Capability = capability } };

    public static FixtureBenchmark Aime(int samples = 30, int epochs = 16) =>
        new(
            NewSettings("aime-2025", "AIME 2025", "integer"),
            epochs,
            2600,
            Enumerable
                .Range(1, samples)
                .Select(i =>
                {
                    var luck = new Luck($"aime{i}");
                    var (a, b) = (luck.Below(40) + 12, luck.Below(9) + 3);
                    return new Sample(
                        $"2025-{(i <= 15 ? "I" : "II")}-{(i - 1) % 15 + 1}",
                        $"""
                        Let $a_1 = {a}$ and $a_{"{"}n+1{"}"} = a_n + \lfloor \sqrt{"{"}a_n{"}"} \rfloor$ for $n \ge 1$. A grid has {b} rows and {b
                            + 2} columns, and a
                        path moves only right or up. Let $N$ be the number of paths from the lower left to the upper right corner that pass through
                        exactly {b - 1} marked points. Find the remainder when $N + a_{"{"}{a}{"}"}$ is divided by $1000$.
                        """.ReplaceLineEndings(
                            "\n"
                        ),
                        luck.Below(1000).ToString()
                    );
                })
                .ToList()
        );

    public static FixtureBenchmark Mmlu(int samples = 600, int epochs = 1) =>
        new(
            NewSettings("mmlu", "MMLU", "choice") with
            {
                Categories = new Dictionary<string, string>
                {
                    ["anatomy"] = "Other",
                    ["astronomy"] = "STEM",
                    ["business_ethics"] = "Other",
                    ["college_physics"] = "STEM",
                    ["econometrics"] = "Social sciences",
                    ["global_facts"] = "Other",
                    ["international_law"] = "Humanities",
                    ["jurisprudence"] = "Humanities",
                    ["marketing"] = "Other",
                    ["philosophy"] = "Humanities",
                    ["virology"] = "Other",
                    ["world_religions"] = "Humanities",
                },
            },
            epochs,
            180,
            Enumerable
                .Range(0, samples)
                .Select(i =>
                {
                    var subject = _subjects[i * _subjects.Length / samples];
                    var luck = new Luck($"mmlu{i}");
                    return new Sample(
                        $"{subject}/{i}",
                        $"Which of the following statements about topic {luck.Below(900) + 100} of {subject.Replace('_', ' ')} is best supported by the evidence?",
                        ((char)('A' + luck.Below(4))).ToString()
                    )
                    {
                        Group = subject,
                        Choices =
                        [
                            $"It was first described in {1800 + luck.Below(180)} and has been confirmed since.",
                            "It holds only where both quantities are small.",
                            "It is a convention rather than a finding.",
                            "None of the above.",
                        ],
                    };
                })
                .ToList()
        );

    public static FixtureBenchmark Gsm8k(int samples = 200, int epochs = 1) =>
        new(
            NewSettings("gsm8k", "GSM8K", "number"),
            epochs,
            220,
            Enumerable
                .Range(1, samples)
                .Select(i =>
                {
                    var luck = new Luck($"gsm{i}");
                    var (boxes, each, given) = (luck.Below(12) + 3, luck.Below(20) + 4, luck.Below(10) + 1);
                    return new Sample(
                        $"test-{i:0000}",
                        $"Mara packs {boxes} boxes with {each} jars of honey each and gives {given} jars to her neighbours. How many jars does she have left?",
                        (boxes * each - given).ToString()
                    );
                })
                .ToList()
        );

    public static string WrongAnswer(Sample sample, Luck luck) =>
        sample.Choices.Count > 0
            ? ((char)('A' + (sample.Target[0] - 'A' + 1 + luck.Below(3)) % 4)).ToString()
            : (int.Parse(sample.Target) + 1 + luck.Below(40)).ToString();

    public static string Completion(Sample sample, string? answer, Luck luck)
    {
        var said =
            answer is null ? "and so we continue with the next case, which"
            : sample.Choices.Count > 0 ? $"**The answer is {answer}.**"
            : $"The answer is $\\boxed{{{answer}}}$.";
        return $"""
            We look at what the question gives us, step by step.

            1. The first condition leaves {luck.Below(90) + 3} cases, since $x^2 \le {luck.Below(400) + 50}$.
            2. By symmetry, half of them count twice: $\frac{"{"}n(n+1){"}"}{"{"}2{"}"} = {luck.Below(900)}$.

            Putting both together and checking the border cases `n = 0` and `n = 1`:

            {said}
            """.ReplaceLineEndings("\n");
    }

    private static BenchmarkSettings NewSettings(string id, string title, string scorer) =>
        new()
        {
            Id = id,
            Version = 3,
            Title = title,
            Sources =
            [
                new DatasetSource
                {
                    Url = $"hf://example/{id}@563bb84/test.jsonl",
                    Format = "jsonl",
                    Sha256 = "b4e273c0a1f35d8296e4c7b0318d5f6a92e7cc4010fb8d6ea35791c2d4f60b8e",
                },
            ],
            Prompt = "{{ sample.input }}\n\nEnd with \"The answer is X\".",
            Scorer = new ScorerSettings(scorer),
            Protocol = new Protocol
            {
                Sampling = new Sampling { Temperature = 0.6, MaxOutputTokens = 8192 },
            },
            Folder = "datasets/" + id,
        };
}
