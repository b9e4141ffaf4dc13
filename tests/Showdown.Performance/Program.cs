using Showdown.Performance;

switch (args.FirstOrDefault())
{
    case "connectors":
        await ConnectorSpeed.RunAsync();
        return 0;
    default:
        Console.Error.WriteLine("""
            Usage: dotnet run -c Release --project tests/Showdown.Performance -- WHAT
              connectors   requests a second of the model layer alone, beside bare HTTP loops
            """);
        return 2;
}
