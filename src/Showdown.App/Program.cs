using Showdown.App.Cli;
using Showdown.App.Hosting;

// Whatever matches texts of models and datasets ends; read once, by the first regular expression of the process.
AppDomain.CurrentDomain.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", TimeSpan.FromSeconds(10));
NativeMemory.UseFewArenas();
return await CommandLine.RunAsync(args);
