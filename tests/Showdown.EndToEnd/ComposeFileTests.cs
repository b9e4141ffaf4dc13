using System.Text.RegularExpressions;

namespace Showdown.EndToEnd;

/// <summary>What must hold for every service of docker-compose.yml. <see cref="WebWorkersTests"/> runs their commands.</summary>
public sealed partial class ComposeFileTests
{
    private static readonly ComposeFile _compose = ComposeFile.Read();

    public static TheoryData<string> Services => [.. _compose.Services.Keys];

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_IsConfined_AndLookedAfter(string name)
    {
        var service = _compose.Services[name];
        Assert.True(service.ReadOnly, "the root file system can be written to");
        Assert.Contains("/tmp", service.Tmpfs);
        Assert.Equal(["ALL"], service.CapDrop);
        Assert.Contains("no-new-privileges:true", service.SecurityOptions);
        Assert.True(service.Restarts);
        Assert.NotEmpty(service.HealthTest);
        Assert.Contains(name == "judge" ? "judging" : "inside", service.Networks);
        var user = service.User ?? (service.IsOurs ? _compose.LastUser : "root");
        Assert.DoesNotContain(user, new[] { "root", "0", "" });
    }

    [Fact]
    public void Volumes_AreDeclaredAndUsed_AndHaveAFolderOfTheirOwnerInTheImage()
    {
        var mounts = _compose.Services.Values.SelectMany(s => s.Mounts.Select(m => (Service: s, Mount: m))).ToList();
        Assert.Equal(_compose.Volumes.Order(), mounts.Where(m => m.Mount.IsVolume).Select(m => m.Mount.Source).Distinct().Order());
        foreach (var (service, mount) in mounts)
        {
            if (!mount.IsVolume)
                Assert.True(Path.Exists(Path.Combine(Workplace.Root, mount.Source)), $"{service.Name}: {mount.Source} is not there");
            else if (service.IsOurs)
                Assert.Contains(mount.Target, _compose.Folders);
        }
    }

    [Fact]
    public void OnlyThoseReachTheOutside_WhoMust_AndOnlyTheWorkersHaveKeys()
    {
        Assert.True(_compose.Networks["inside"]);
        Assert.True(_compose.Networks["judging"]);
        Assert.Equal(["judging"], _compose.Services["judge"].Networks);
        Assert.Equal(["db", "judge"], _compose.Services.Values.Where(s => s.Networks.Contains("judging")).Select(s => s.Name).Order());
        Assert.Equal(["web", "worker"], _compose.Services.Values.Where(s => s.Networks.Any(n => !_compose.Networks[n])).Select(s => s.Name).Order());
        Assert.Equal(["web"], _compose.Services.Values.Where(s => s.Ports.Count > 0).Select(s => s.Name));
        Assert.StartsWith("${SHOWDOWN_BIND:-127.0.0.1}:", Assert.Single(_compose.Services["web"].Ports));
        Assert.Equal(
            ["worker"],
            _compose.Services.Values.Where(s => s.Environment.Keys.Any(k => k.EndsWith("_API_KEY", StringComparison.Ordinal))).Select(s => s.Name)
        );
        Assert.Equal(["web"], _compose.Services.Values.Where(s => s.Environment.ContainsKey("SHOWDOWN_PASSWORD")).Select(s => s.Name));
        Assert.DoesNotContain(_compose.Services["judge"].Environment.Keys, k => Secret().IsMatch(k));
    }

    [Fact]
    public void EachImage_IsBuiltByOneService_AndNeverPulled()
    {
        var ours = _compose.Services.Values.Where(s => s.IsOurs).ToList();
        Assert.Equal(["judge", "showdown"], ours.Select(s => s.Builds).OfType<string>().Order());
        Assert.All(ours, s => Assert.Equal(s.Builds is null ? "never" : null, s.PullPolicy));
    }

    [Fact]
    public void EveryCommand_FindsItsFolders_WhoeverStartsIt()
    {
        Assert.Equal(["/app/showdown"], _compose.Entrypoint);
        Assert.Equal(["SHOWDOWN_DATA", "SHOWDOWN_DATASETS", "SHOWDOWN_JOBS", "SHOWDOWN_REPORTS"], _compose.FolderVariables.Keys.Order());
        Assert.All(["web", "worker"], name => Assert.NotEmpty(_compose.Services[name].ExtraHosts));
    }

    [Fact]
    public void EveryVariable_StandsInTheExampleOfItsFile()
    {
        var example = File.ReadLines(Path.Combine(Workplace.Root, ".env.example"))
            .Where(l => l.Contains('=') && !l.StartsWith('#'))
            .Select(l => l.Split('=')[0]);
        Assert.Equal(_compose.Variables.Where(v => v.Length > 0).Order(), example.Order());
    }

    [Fact]
    public void WhatTheModelsNeed_ReachesWhoNeedsIt()
    {
        foreach (
            var line in File.ReadLines(Path.Combine(Workplace.Root, "jobs", "models.yaml")).Select(l => Reference().Match(l)).Where(m => m.Success)
        )
        {
            // A key is read when a model is asked, all else when a run is started.
            var service = _compose.Services[line.Groups["field"].Value == "api_key" ? "worker" : "web"];
            Assert.True(service.Environment.ContainsKey(line.Groups["name"].Value), $"{service.Name} lacks {line.Groups["name"].Value}");
        }
    }

    [GeneratedRegex("KEY|TOKEN|PASSWORD|WEBHOOK")]
    private static partial Regex Secret();

    [GeneratedRegex(@"^\s+(?<field>\w+): \$\{(?<name>[A-Z0-9_]+)")]
    private static partial Regex Reference();
}
