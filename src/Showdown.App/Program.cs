using Showdown.App.Cli;
using Showdown.App.Hosting;

NativeMemory.UseFewArenas();
return await CommandLine.RunAsync(args);
