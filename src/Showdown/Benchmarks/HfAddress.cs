using System.Text.RegularExpressions;

namespace Showdown.Benchmarks;

/// <summary>An address on the Hugging Face hub: hf://owner/name@revision/path.</summary>
internal static partial class HfAddress
{
    public static bool IsMatch(string url) => Pattern().IsMatch(url);

    /// <summary>The file's web address below an endpoint such as https://huggingface.co.</summary>
    public static Uri Resolve(string url, string endpoint)
    {
        var match = Pattern().Match(url);
        var path = string.Join('/', match.Groups["path"].Value.Split('/').Select(Uri.EscapeDataString));
        return new Uri(
            $"{endpoint.TrimEnd('/')}/datasets/{match.Groups["set"].Value}/resolve/{Uri.EscapeDataString(match.Groups["revision"].Value)}/{path}"
        );
    }

    /// <summary>The page of the dataset, where its terms are agreed to.</summary>
    public static string Page(string url, string endpoint) => $"{endpoint.TrimEnd('/')}/datasets/{Pattern().Match(url).Groups["set"].Value}";

    [GeneratedRegex(@"^hf://(?<set>[\w.-]+/[\w.-]+)@(?<revision>[\w.-]+)/(?<path>[^?#]+)$")]
    private static partial Regex Pattern();
}
