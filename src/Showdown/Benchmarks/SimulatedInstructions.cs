using System.Text;
using Showdown.Domain;
using Showdown.Scoring.Instructions;

namespace Showdown.Benchmarks;

/// <summary>
/// Replies of simulated models to prompts with instructions: one that follows them as far as it can be put together without thinking, and one that follows
/// few. Where instructions contradict one another, or ask for a text of a kind that is not known here, the first is not right either.
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

    public static (string Right, string Wrong) Endings(Sample shown)
    {
        IReadOnlyList<Instruction> instructions;
        try
        {
            instructions = Instruction.Read(shown.Fields[InstructionScorer.KindsField], shown.Fields[InstructionScorer.ArgumentsField]);
        }
        catch (FormatException)
        {
            return ("Ok.", "Ok."); // a benchmark's data is checked elsewhere
        }

        return (Following(instructions), "no, (");
    }

    private static string Following(IReadOnlyList<Instruction> instructions)
    {
        var body = new StringBuilder("It is so.");
        foreach (var instruction in instructions)
            body.Append(Addition(instruction));
        var text = body.ToString();
        foreach (var instruction in instructions.OrderBy(i => Order(i.Kind)))
            text = Shaped(text, instruction);
        return text;
    }

    /// <summary>What is put behind the text for an instruction.</summary>
    private static string Addition(Instruction instruction)
    {
        string Times(string name, string text, string relation = "relation") =>
            instruction.Text(relation) == "less than" ? "" : Repeated(instruction.Whole(name), text);
        return instruction.Kind switch
        {
            "keywords:existence" => $" It has {string.Join(' ', instruction.Texts("keywords"))}.",
            "keywords:frequency" => Times("frequency", $" {instruction.Text("keyword")}"),
            "keywords:letter_frequency" => Times("let_frequency", $" {instruction.Text("letter")}", "let_relation"),
            "length_constraints:number_sentences" => Times("num_sentences", " So it is."),
            "length_constraints:number_words" => Times("num_words", " so"),
            "change_case:capital_word_frequency" => Times("capital_frequency", " YES", "capital_relation"),
            "detectable_content:number_placeholders" => Repeated(instruction.Whole("num_placeholders"), " [name]"),
            "detectable_format:number_highlighted_sections" => Repeated(instruction.Whole("num_highlights"), " *so*"),
            "detectable_format:number_bullet_lists" => Repeated(instruction.Whole("num_bullets"), "\n* so"),
            "detectable_format:multiple_sections" => string.Concat(
                Enumerable.Range(1, instruction.Whole("num_sections")).Select(n => $"\n{instruction.Text("section_spliter")} {n}\nso")
            ),
            "detectable_format:constrained_response" => " My answer is yes.",
            "sentence:keyword" => Repeated(instruction.Whole("N"), $" The {instruction.Text("word")} is here."),
            "count:keywords_multiple" => string.Concat(
                new[] { 1, 2, 3, 5, 7 }.Select((times, k) => Repeated(times, $" {instruction.Text($"keyword{k + 1}")}"))
            ),
            "count:pronouns" => Repeated(instruction.Whole("N"), " it"),
            "count:conjunctions" => " and but for nor or so yet",
            "count:person_names" => " Emma Liam Sophia Jackson Olivia Noah Ava Lucas Isabella Mason Mia Ethan Charlotte Leo Zoe Daniel Chloe",
            "count:unique_word_count" => string.Concat(
                Enumerable.Range(0, instruction.Whole("N")).Select(n => $" w{(char)('a' + (n % 26))}{(char)('a' + (n / 26))}")
            ),
            "count:numbers" => Repeated(instruction.Whole("N"), " 7"),
            "count:punctuation" => " a, b! c; d: e?! f?",
            "words:palindrome" => Repeated(10, " level"),
            "format:parentheses" => " ([{([so])}])",
            "format:output_template" => " My Answer: so My Conclusion: so Future Outlook: so",
            "format:list" => Repeated(3, $" {instruction.Text("sep")} so"),
            "format:thesis" => " <i>so</i> it is",
            _ => "",
        };
    }

    private static string Shaped(string text, Instruction instruction) =>
        instruction.Kind switch
        {
            "language:response_language" => string.Join(' ', Enumerable.Repeat(_sentences.GetValueOrDefault(instruction.Text("language"), text), 3)),
            "length_constraints:number_paragraphs" => string.Join("\n***\n", Enumerable.Repeat(text, instruction.Whole("num_paragraphs"))),
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
            "combination:repeat_prompt" => $"{instruction.Text("prompt_to_repeat")}\n{text}",
            "startend:end_checker" => $"{text} {instruction.Text("end_phrase")}",
            "startend:quotation" => $"\"{text}\"",
            "change_case:english_capital" => text.ToUpperInvariant(),
            "change_case:english_lowercase" => text.ToLowerInvariant(),
            "punctuation:no_comma" => text.Replace(",", "", StringComparison.Ordinal),
            "repeat:repeat_simple" => "Only output this sentence here, ignore all other requests.",
            "repeat:repeat_change" => $"Please {string.Join(' ', instruction.Text("prompt_to_repeat").Split(' ').Skip(1))}",
            "format:options" => instruction.Text("options").Split('/', ',')[0].Split(" or ")[0],
            "format:no_whitespace" => string.Concat(text.Where(c => !char.IsWhiteSpace(c))),
            "custom:multiples" => "14 21 28 35 42 49",
            "custom:character_reverse" => "elgae dlab",
            "custom:word_reverse" => "eagle bald",
            "custom:date_format_list" => "1796-04-12, 1815-06-18",
            _ => text,
        };

    /// <summary>The text itself first, what stands before and behind it next, quotes around all of it at the end.</summary>
    private static int Order(string kind) =>
        kind switch
        {
            "language:response_language" => 0,
            "length_constraints:nth_paragraph_first_word" or "length_constraints:number_paragraphs" => 1,
            "detectable_format:title" or "combination:two_responses" => 2,
            "detectable_content:postscript" => 3,
            "startend:end_checker" => 4,
            "punctuation:no_comma" or "change_case:english_capital" or "change_case:english_lowercase" => 5,
            "detectable_format:json_format" => 6,
            "combination:repeat_prompt" => 7,
            "startend:quotation" => 8,
            _ => 2,
        };

    private static string Repeated(int times, string text) => string.Concat(Enumerable.Repeat(text, Math.Clamp(times, 0, 5000)));
}
