
document.querySelectorAll("table.sortable").forEach(function (table) {
  var body = table.tBodies[0];
  Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
    head.tabIndex = 0;
    head.classList.add("sorts");
    function sort() {
      var down = head.getAttribute("aria-sort") === "descending";
      Array.prototype.forEach.call(table.tHead.rows[0].cells, function (each) {
        each.removeAttribute("aria-sort");
      });
      head.setAttribute("aria-sort", down ? "ascending" : "descending");
      var rows = Array.prototype.slice.call(body.rows);
      rows.sort(function (one, other) {
        var a = one.cells[column].dataset.v, b = other.cells[column].dataset.v;
        if (a === "" || b === "") { return (a === "") - (b === ""); }
        var order = isNaN(a) || isNaN(b) ? b.localeCompare(a) : a - b;
        return down ? order : -order;
      });
      rows.forEach(function (row) { body.appendChild(row); });
    }
    head.addEventListener("click", sort);
    head.addEventListener("keydown", function (event) {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); sort(); }
    });
  });
});
