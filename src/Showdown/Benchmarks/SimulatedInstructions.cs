using System.Text;
using Showdown.Domain;
using Showdown.Scoring.Instructions;

namespace Showdown.Benchmarks;

/// <summary>
/// Replies of simulated models to prompts with instructions: one that follows them, one that breaks the first, and where there are several, one that
/// follows all but one.
/// </summary>
internal static class SimulatedInstructions
{
    /// <summary>A sentence in each language that IFEval asks for.</summary>
    private static readonly Dictionary<string, string> _sentences = new(StringComparer.Ordinal)
    {
        ["ar"] = "هذه جملة قصيرة عن الطقس الجميل في المدينة اليوم.",
        ["bg"] = "Това е кратко изречение за хубавото време в града днес, което е написано на български.",
        ["bn"] = "আজ শহরের আবহাওয়া খুব সুন্দর এবং আকাশ পরিষ্কার।",
        ["de"] = "Dies ist ein kurzer Satz über das schöne Wetter, das heute in der Stadt herrscht.",
        ["fa"] = "این یک جمله کوتاه درباره هوای خوب امروز در شهر است که می‌گوییم.",
        ["fi"] = "Tämä on lyhyt lause siitä, kuinka kaunis sää kaupungissa tänään on.",
        ["gu"] = "આજે શહેરમાં હવામાન ખૂબ સરસ છે અને આકાશ સ્વચ્છ છે.",
        ["hi"] = "आज शहर में मौसम बहुत अच्छा है और आसमान साफ है।",
        ["it"] = "Questa è una breve frase sul bel tempo che fa oggi nella nostra città.",
        ["kn"] = "ಇಂದು ನಗರದಲ್ಲಿ ಹವಾಮಾನ ತುಂಬಾ ಚೆನ್ನಾಗಿದೆ ಮತ್ತು ಆಕಾಶ ಸ್ವಚ್ಛವಾಗಿದೆ.",
        ["ko"] = "오늘 도시의 날씨는 매우 좋고 하늘이 맑습니다.",
        ["mr"] = "आज शहरात हवामान खूप छान आहे आणि आकाश निरभ्र आहे.",
        ["ne"] = "आज सहरको मौसम धेरै राम्रो छ र आकाश सफा छ।",
        ["pa"] = "ਅੱਜ ਸ਼ਹਿਰ ਵਿੱਚ ਮੌਸਮ ਬਹੁਤ ਵਧੀਆ ਹੈ ਅਤੇ ਅਸਮਾਨ ਸਾਫ਼ ਹੈ।",
        ["pt"] = "Esta é uma frase curta sobre o bom tempo que faz hoje na nossa cidade, não há nuvens.",
        ["ru"] = "Это короткое предложение о хорошей погоде, которая стоит сегодня в городе.",
        ["sw"] = "Hii ni sentensi fupi kuhusu hali nzuri ya hewa katika mji wetu leo.",
        ["ta"] = "இன்று நகரத்தில் வானிலை மிகவும் நன்றாக உள்ளது.",
        ["te"] = "ఈ రోజు నగరంలో వాతావరణం చాలా బాగుంది.",
        ["th"] = "วันนี้อากาศในเมืองดีมากและท้องฟ้าแจ่มใส",
        ["ur"] = "آج شہر میں موسم بہت اچھا ہے اور آسمان صاف ہے۔",
        ["vi"] = "Đây là một câu ngắn về thời tiết đẹp trong thành phố hôm nay.",
    };

    private const string RepeatPrompt = "combination:repeat_prompt";

    private static readonly string[] _filler = ["in", "the", "end"];

    private static readonly string[] _openings =
    [
        "The weather in the town is fine today and there is not much more to say about it.",
        "Bob and Kim bring a big gold ring.",
        "Hush.",
        "Zzz.",
    ];

    public static SimulatedReplies Endings(Sample shown)
    {
        IReadOnlyList<Instruction> instructions;
        try
        {
            instructions = Instruction.Read(shown.Fields[InstructionScorer.KindsField], shown.Fields[InstructionScorer.ArgumentsField]);
        }
        catch (FormatException)
        {
            return new SimulatedReplies("Ok.", "Ok."); // a benchmark's data is checked elsewhere
        }

        var leftOut = instructions.FirstOrDefault(i => i.Kind == RepeatPrompt) ?? instructions.LastOrDefault(SimulatedViolations.IsBrokenByDefault);
        return new SimulatedReplies(Following(instructions), SimulatedViolations.Of(instructions[0]))
        {
            Partly =
                leftOut is not null && instructions.Where(i => i.Kind != leftOut.Kind).ToList() is { Count: > 0 } others ? Following(others) : null,
        };
    }

    private static string Following(IReadOnlyList<Instruction> instructions)
    {
        if (instructions.Select(SimulatedConstraints.Following).OfType<string>().ToList() is { Count: > 0 } lines)
            return string.Join('\n', lines);
        var opening = Opening(instructions);
        var body = new StringBuilder(opening);
        foreach (var instruction in instructions)
            body.Append(Addition(instruction, PythonText.Words(opening).Count));
        var text = body.ToString();
        foreach (var instruction in instructions.OrderBy(i => Order(i.Kind)))
            text = Shaped(text, instruction);
        return text;
    }

    /// <summary>A sentence of which no instruction has too much; several in one where they have to be told as English by their capitals, or as
    /// another language.</summary>
    private static string Opening(IReadOnlyList<Instruction> instructions)
    {
        if (instructions.FirstOrDefault(i => i.Kind == "language:response_language") is { } other)
            return string.Join(' ', Enumerable.Repeat(_sentences.GetValueOrDefault(other.Text("language"), SimulatedConstraints.Plain), 3));
        var asked = instructions.FirstOrDefault(i => i.Kind == RepeatPrompt)?.Text("prompt_to_repeat") ?? "";
        bool Fits(string text) => instructions.All(i => IsFewEnough($"{asked} {text}", i));
        var sentence = _openings.FirstOrDefault(Fits) ?? _openings[^1];
        var several = string.Join(" and ", Enumerable.Repeat(sentence.TrimEnd('.'), 4)) + ".";
        return instructions.Any(i => i.Kind is "change_case:english_capital" or "change_case:english_lowercase") && Fits(several)
            ? several
            : sentence;
    }

    private static bool IsFewEnough(string text, Instruction instruction) =>
        instruction.Kind switch
        {
            "keywords:letter_frequency" when instruction.Text("let_relation") == "less than" => PythonText.Count(
                text.ToLowerInvariant(),
                instruction.Text("letter").ToLowerInvariant()
            ) < instruction.Whole("let_frequency"),
            "keywords:frequency" when instruction.Text("relation") == "less than" => PythonText.Count(
                text,
                instruction.Text("keyword"),
                StringComparison.OrdinalIgnoreCase
            ) < instruction.Whole("frequency"),
            "length_constraints:number_words" when instruction.Text("relation") == "less than" => PythonText.Words(text).Count
                < instruction.Whole("num_words"),
            _ => true,
        };

    /// <summary>What is put behind the text for an instruction.</summary>
    /// <param name="words">How many the text has.</param>
    private static string Addition(Instruction instruction, int words)
    {
        string Times(string name, string text, string relation = "relation") =>
            instruction.Text(relation) == "less than" ? "" : SimulatedConstraints.Repeated(instruction.Whole(name), text);
        return instruction.Kind switch
        {
            "keywords:existence" => $" It has {string.Join(' ', instruction.Texts("keywords"))}.",
            "keywords:frequency" => Times("frequency", $" {instruction.Text("keyword")}"),
            "keywords:letter_frequency" => $" {Times("let_frequency", instruction.Text("letter"), "let_relation")}",
            "length_constraints:number_sentences" when instruction.Text("relation") == "at least" => SimulatedConstraints.Repeated(
                instruction.Whole("num_sentences") - 1,
                " So it is."
            ),
            "length_constraints:number_words" when instruction.Text("relation") == "at least" => string.Concat(
                Enumerable.Range(0, Math.Max(0, instruction.Whole("num_words") - words)).Select(n => $" {_filler[n % _filler.Length]}")
            ),
            "change_case:capital_word_frequency" => Times("capital_frequency", " YES", "capital_relation"),
            "detectable_content:number_placeholders" => SimulatedConstraints.Repeated(instruction.Whole("num_placeholders"), " [name]"),
            "detectable_format:number_highlighted_sections" => SimulatedConstraints.Repeated(instruction.Whole("num_highlights"), " *so*"),
            "detectable_format:number_bullet_lists" => SimulatedConstraints.Repeated(instruction.Whole("num_bullets"), "\n* so"),
            "detectable_format:multiple_sections" => string.Concat(
                Enumerable.Range(1, instruction.Whole("num_sections")).Select(n => $"\n{instruction.Text("section_spliter")} {n}\nso")
            ),
            "detectable_format:constrained_response" => " My answer is yes.",
            _ => "",
        };
    }

    private static string Shaped(string text, Instruction instruction) =>
        instruction.Kind switch
        {
            "length_constraints:number_paragraphs" => text + SimulatedConstraints.Repeated(instruction.Whole("num_paragraphs") - 1, "\n***\nso"),
            "length_constraints:nth_paragraph_first_word" => string.Join(
                "\n\n",
                Enumerable
                    .Range(1, instruction.Whole("num_paragraphs"))
                    .Select(n => n == instruction.Whole("nth_paragraph") ? $"{instruction.Text("first_word")} {text}" : text)
            ),
            "detectable_content:postscript" => $"{text}\n{instruction.Text("postscript_marker")} so",
            "detectable_format:json_format" => System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { ["text"] = text }),
            "detectable_format:title" => $"<<so>>\n{text}",
            "combination:two_responses" => $"{text}\n******\n{text} so",
            RepeatPrompt => $"{instruction.Text("prompt_to_repeat")}\n{text}",
            "startend:end_checker" => $"{text} {instruction.Text("end_phrase")}",
            "startend:quotation" => $"\"{text}\"",
            "change_case:english_capital" => text.ToUpperInvariant(),
            "change_case:english_lowercase" => text.ToLowerInvariant(),
            "punctuation:no_comma" => text.Replace(",", "", StringComparison.Ordinal),
            _ => text,
        };

    /// <summary>The text itself first, what stands before and behind it next, quotes around all of it at the end.</summary>
    private static int Order(string kind) =>
        kind switch
        {
            "length_constraints:nth_paragraph_first_word" or "length_constraints:number_paragraphs" => 1,
            "detectable_format:title" or "combination:two_responses" => 2,
            "detectable_content:postscript" => 3,
            "startend:end_checker" => 4,
            "punctuation:no_comma" or "change_case:english_capital" or "change_case:english_lowercase" => 5,
            "detectable_format:json_format" => 6,
            RepeatPrompt => 7,
            "startend:quotation" => 8,
            _ => 2,
        };
}
