Console.WriteLine("showdown");
