using System.Text;

namespace Weir.Main.CommandLine;

/// <summary>The usage text, made from the options' rows.</summary>
internal static class Usage
{
    public static string Text(string program)
    {
        StringBuilder text = new();
        text.Append("Usage : ").Append(program)
            .Append(" [-f <cfgfile|cfgdir>]* [ -vdVD ] [ -n <maxconn> ] [ -p <pidfile> ] [ -C <dir> ]")
            .Append(" [-- <cfgfile>*]\n        ").Append(program)
            .Append(" convert <cfgfile|-> : prints a configuration in today's spelling\n");
        foreach (Option option in OptionTable.Rows)
        {
            text.Append("        ").Append(option.Name);
            if (option.Argument.Length > 0)
            {
                text.Append(' ').Append(option.Argument);
            }

            text.Append(" : ").Append(option.Doc);
            text.Append(option.Apply is null ? " (not supported yet)\n" : "\n");
        }

        return text.Append('\n').ToString();
    }
}
