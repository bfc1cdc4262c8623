using Vimage.Bench;

return CommandLine.Run(args, Console.Error);
