using Vimage.Bench;

return CommandLine.Run(args);
