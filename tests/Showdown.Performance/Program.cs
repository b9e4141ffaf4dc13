Console.WriteLine("no measurements yet");
