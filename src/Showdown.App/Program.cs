using Showdown.App;
using Showdown.App.Cli;

NativeMemory.UseFewArenas();
return await CommandLine.RunAsync(args);
