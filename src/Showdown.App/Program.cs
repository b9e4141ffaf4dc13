using Showdown.App.Cli;

return await CommandLine.RunAsync(args);
