using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;

namespace Showdown.EndToEnd;

/// <summary>Showdown.Statistics as others use it: from its package, in a console project of their own, without a checkout.</summary>
public sealed partial class PackagedStatisticsTests(ITestOutputHelper output)
{
    private static readonly string _cache =
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    [Fact]
    public async Task Package_IsInstalled_AndTheSamplesOfItsReadmePrintWhatTheReadmeSays()
    {
        using var place = new Workplace();
        var packages = Path.Combine(place.Folder, "packages");
        await DotnetAsync(Workplace.Root, "pack", "src/Showdown.Statistics", "-c", "Release", "--no-build", "-o", packages, "-v", "quiet");
        var package = Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(packages, "*.nupkg")));
        output.WriteLine(package);

        // What the package needs comes out of the cache of packages, which is a feed too; a cache of this test's own keeps an older build from being
        // taken.
        place.Write(
            "nuget.config",
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="cache" /></config>
              <packageSources><clear /><add key="packed" value="packages" /><add key="needed" value="{_cache}" /></packageSources>
            </configuration>
            """
        );
        place.Write(
            "console/console.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="Showdown.Statistics" Version="{package["Showdown.Statistics.".Length..]}" /></ItemGroup>
            </Project>
            """
        );
        var samples = Sample().Matches(await File.ReadAllTextAsync(Path.Combine(Workplace.Root, "src", "Showdown.Statistics", "README.md"), Cancel));
        place.Write(
            "console/Program.cs",
            "using Showdown.Statistics;\nusing Showdown.Statistics.Sequential;\n"
                + string.Concat(samples.Select(s => $"{{\n{Using().Replace(s.Groups["code"].Value, "")}}}\n"))
        );
        var printed = await DotnetAsync(Path.Combine(place.Folder, "console"), "run");
        Assert.Equal(string.Concat(samples.Select(s => s.Groups["output"].Value)), printed);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<string> DotnetAsync(string folder, params string[] arguments)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience.Long);
        var result = await Cli.Wrap("dotnet")
            .WithArguments(arguments)
            .WithWorkingDirectory(folder)
            .WithEnvironmentVariables(e => e.Set("NUGET_PACKAGES", null).Set("NO_COLOR", "1"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(patience.Token);
        Assert.True(
            result.ExitCode == 0,
            $"dotnet {string.Join(' ', arguments)}: {result.ExitCode}\n{result.StandardOutput}\n{result.StandardError}"
        );
        return result.StandardOutput;
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```\n+```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sample();

    [GeneratedRegex("^using .*;$", RegexOptions.Multiline)]
    private static partial Regex Using();
}
