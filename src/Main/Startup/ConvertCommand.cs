using System.Collections.Generic;
using Weir.Kernel.Calls;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Main.CommandLine;
using Weir.Main.Messages;
using Weir.Main.Spawn;
using Weir.Model.Convert;

namespace Weir.Main.Startup;

/// <summary>
/// <c>weir convert</c>: a configuration in today's spelling on descriptor 1, how much of it on descriptor 2.
/// </summary>
internal sealed class ConvertCommand
{
    public const string Word = "convert";

    private const int StandardInput = 0;
    private const int StandardOutput = 1;
    private const string InputName = "-";

    private readonly ExecutedPath _program = ExecutedPath.Find();
    private readonly Invocation _asked = new();
    private readonly MessageLog _log;

    public ConvertCommand() => _log = new MessageLog(_program.Text);

    /// <summary>The exit code: 1 for wrong usage and for a configuration that <c>-c</c> refuses.</summary>
    public int Run(string[] words)
    {
        if (words.Length != 1 || (words[0].StartsWith('-') && words[0] != InputName))
        {
            MessageLog.PrintError(Usage.Text(_program.Name));
            return 1;
        }

        _asked.Paths.Add(words[0]);
        if (Read(words[0]) is not [SourceFile file])
        {
            return 1;
        }

        FreshConfiguration.SetVariables(_asked, [file]);
        ConvertedText? converted = Converter.Convert(
            file, PlanLoader.FirstOptions([file], _asked, out _), out ReportList reports);
        if (converted is null)
        {
            _log.Quiet = true; // warnings are what is about to be mended
            _log.Show(reports, diagnostics: false);
            _log.Alert("config : Fatal errors found in configuration.");
            return 1;
        }

        MessageLog.PrintError($"{_program.Name} convert: {words[0]}: {converted.Changed} lines changed, "
            + $"{converted.Marked} marked '{Converter.Mark}' for you to judge.\n");
        return SmallFile.WriteAll(StandardOutput, ByteText.ToBytes(converted.Text)) < 0 ? 1 : 0;
    }

    private List<SourceFile>? Read(string path)
    {
        if (path == InputName)
        {
            int error = SmallFile.ReadRest(StandardInput, out byte[] text);
            if (error < 0)
            {
                _log.Alert($"config : Cannot read standard input : {Errno.Text(-error)}");
            }

            return error < 0 ? null : [SourceFile.FromBytes(path, text)];
        }

        List<SourceFile>? files = ConfigFiles.Read([path], _log);
        if (files is { Count: > 1 })
        {
            _log.Alert($"config : '{path}' has several files, which are converted one by one");
        }

        return files;
    }
}
